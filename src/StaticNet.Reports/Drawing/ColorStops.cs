namespace StaticNet.Reports.Drawing;

/// <summary>The colours of a <see cref="ColorMap"/>, between a few published ones.</summary>
internal static class ColorStops
{
    private static readonly Rgb[] _viridis =
    [
        new(0x44, 0x01, 0x54), new(0x48, 0x28, 0x78), new(0x3E, 0x49, 0x89), new(0x31, 0x68, 0x8E), new(0x26, 0x82, 0x8E),
        new(0x1F, 0x9E, 0x89), new(0x35, 0xB7, 0x79), new(0x6E, 0xCE, 0x58), new(0xB5, 0xDE, 0x2B), new(0xFD, 0xE7, 0x25),
    ];

    private static readonly Rgb[] _diverging =
    [
        new(59, 76, 192), new(98, 130, 234), new(141, 176, 254), new(184, 208, 249), new(221, 221, 221),
        new(245, 196, 173), new(244, 154, 123), new(222, 96, 77), new(180, 4, 38),
    ];

    private static readonly Rgb[] _gray = [new(0, 0, 0), new(255, 255, 255)];

    private static readonly Rgb[] _ink = [new(255, 255, 255), new(0, 0, 0)];

    /// <summary>The colour at <paramref name="part"/>, 0 to 1, of the map's length; beyond, that of the nearer end.</summary>
    public static Rgb At(ColorMap map, double part)
    {
        Rgb[] stops = map switch
        {
            ColorMap.Viridis => _viridis,
            ColorMap.Diverging => _diverging,
            ColorMap.Gray => _gray,
            ColorMap.Ink => _ink,
            _ => throw new ArgumentOutOfRangeException(nameof(map), map, "There is no such map of colours."),
        };
        double position = Math.Clamp(double.IsNaN(part) ? 0 : part, 0, 1) * (stops.Length - 1);
        int index = Math.Min((int)position, stops.Length - 2);
        return Rgb.Between(stops[index], stops[index + 1], position - index);
    }
}
