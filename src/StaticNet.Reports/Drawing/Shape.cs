namespace StaticNet.Reports.Drawing;

/// <summary>
/// The looks of a series: colour, dashes, marker and filling go by its number, so that series can be told apart without colours.
/// Colours are those of Okabe and Ito ("Color Universal Design", 2008); what they are in light and dark stands in <c>chart.css</c>.
/// </summary>
internal static class Shape
{
    /// <summary>Colours that differ.</summary>
    public const int Colors = 8;

    private static readonly string[] _dashes = ["", "7 3", "2 3", "10 3 2 3", "14 4", "5 2 1.5 2 1.5 2", "4 5", "16 3 4 3"];

    // Around the point they stand at.
    private static readonly string[] _markers =
    [
        "m-3,0a3,3 0 1 0 6,0a3,3 0 1 0 -6,0z",
        "m-2.7,-2.7h5.4v5.4h-5.4z",
        "m0,-3.6l3.4,6h-6.8z",
        "m0,-3.9l3.9,3.9l-3.9,3.9l-3.9,-3.9z",
        "m0,3.6l-3.4,-6h6.8z",
        "m-1.1,-3.5h2.2v2.4h2.4v2.2h-2.4v2.4h-2.2v-2.4h-2.4v-2.2h2.4z",
        "m-3.5,-1.6h7v3.2h-7z",
        "m-1.6,-3.5h3.2v7h-3.2z",
    ];

    /// <summary>The style that gives an element the colour of a series.</summary>
    public static string ColorClass(int series) => "c" + (series % Colors);

    /// <summary>The style that gives an element drawn over a map the colour of a series.</summary>
    public static string MapColorClass(int series) => $"onMap m{series % Colors}";

    /// <summary>Dashes and gaps of a line.</summary>
    public static string Dashes(int index) => _dashes[Turn(index) % _dashes.Length];

    /// <summary>The path of a marker.</summary>
    public static string Marker(int index, double x, double y) =>
        $"M{Invariant.PathCoordinate(x)},{Invariant.PathCoordinate(y)}{_markers[Turn(index) % _markers.Length]}";

    /// <summary>The style of a bar's filling.</summary>
    public static string FillClass(int index) => "f" + (index % 4);

    // Where colours begin anew, dashes and markers go on by one, so that the ninth series does not look like the first.
    private static int Turn(int index) => index + (index / Colors);
}
