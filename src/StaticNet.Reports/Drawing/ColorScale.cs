namespace StaticNet.Reports.Drawing;

/// <summary>Maps values to colours.</summary>
internal sealed class ColorScale
{
    private readonly ColorMap _map;
    private readonly Scale _scale;

    /// <param name="map">The colours.</param>
    /// <param name="values">What is to be coloured, unless the axis fixes both ends. Diverging colours are laid out evenly around zero.</param>
    /// <param name="axis">What the values mean.</param>
    /// <param name="round">Whether the ends move to the next round numbers.</param>
    public ColorScale(ColorMap map, IEnumerable<double> values, Axis axis, bool round)
    {
        _map = map;
        Axis = axis;
        Domain domain = Domain.Of(values, axis, round ? Margin.Round : Margin.None);
        if (map == ColorMap.Diverging && !axis.Logarithmic && axis.Minimum is null && axis.Maximum is null)
        {
            double size = Math.Max(Math.Abs(domain.Minimum), Math.Abs(domain.Maximum));
            domain = new Domain(-size, size);
        }

        Domain = domain;
        _scale = new Scale(domain.Minimum, domain.Maximum, axis.Logarithmic, 0, 1);
    }

    /// <summary>What the values mean.</summary>
    public Axis Axis { get; }

    /// <summary>The values that have colours of their own.</summary>
    public Domain Domain { get; }

    /// <summary>The colour of a value; none for what is no number, nor for what is not positive where the scale is logarithmic.</summary>
    public Rgb? Of(double value)
    {
        double part = double.IsInfinity(value) && !Axis.Logarithmic ? (value > 0 ? 1 : 0) : _scale.Map(value);
        return double.IsNaN(part) ? null : ColorStops.At(_map, part);
    }

    /// <summary>The colour at a part of the scale, 0 to 1.</summary>
    public Rgb At(double part) => ColorStops.At(_map, part);
}
