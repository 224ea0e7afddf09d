using System.Globalization;

namespace StaticNet.Reports.Drawing;

/// <summary>What the colours of a map mean, beside it.</summary>
internal sealed class ColorBar
{
    private const double Gap = 16;
    private const double BarWidth = 12;
    private const int Steps = 48;

    private readonly ColorScale _colors;
    private readonly Scale _scale;
    private readonly Tick[] _ticks;
    private readonly double[]? _levels;

    /// <param name="colors">The colours.</param>
    /// <param name="top">Its upper end.</param>
    /// <param name="bottom">Its lower end.</param>
    /// <param name="levels">Where colours change at once; null where they change little by little.</param>
    public ColorBar(ColorScale colors, double top, double bottom, double[]? levels = null)
    {
        _colors = colors;
        _levels = levels;
        _scale = new Scale(colors.Domain.Minimum, colors.Domain.Maximum, colors.Axis.Logarithmic, bottom, top);
        _ticks = AxisTicks.Upright(_scale, colors.Axis);
        Width = Gap + BarWidth + 6 + AxisTicks.Width(_ticks);
    }

    /// <summary>Room it takes, with a gap to its left.</summary>
    public double Width { get; }

    /// <summary>Draws it to the right of <paramref name="left"/>.</summary>
    public void Draw(Markup svg, double left)
    {
        double x = left + Gap;
        double[] edges = _levels is null
            ? [.. Enumerable.Range(0, Steps + 1).Select(i => _scale.Start + ((_scale.End - _scale.Start) * i / Steps))]
            : [_scale.Start, .. _levels.Select(_scale.Map).Where(at => at < _scale.Start && at > _scale.End), _scale.End];
        svg.Begin("g", "class", "colorbar");
        for (int i = 0; i + 1 < edges.Length; i++)
        {
            double part = (((edges[i] + edges[i + 1]) / 2) - _scale.Start) / (_scale.End - _scale.Start);
            svg.Empty(
                "rect", "fill", _colors.At(part).ToString(), "x", Invariant.Coordinate(x), "y", Invariant.Coordinate(edges[i + 1]),
                "width", BarWidth.ToString(CultureInfo.InvariantCulture),

                // A little longer than it has to be, so that no seam shows.
                "height", Invariant.Coordinate(edges[i] - edges[i + 1] + (i == 0 ? 0 : 0.5)));
        }

        svg.End();
        svg.Begin("g", "class", "axis colors");
        foreach (Tick tick in _ticks)
        {
            svg.Label(x + BarWidth + 6, _scale.Map(tick.Value) + 4, tick.Label, "tick");
        }

        svg.End();
    }
}
