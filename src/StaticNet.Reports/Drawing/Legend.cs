namespace StaticNet.Reports.Drawing;

/// <summary>What a mark in the legend looks like.</summary>
internal enum LegendMark
{
    Line,
    MarkedLine,
    Band,
    Point,
    Bar,
}

/// <summary>A line of the legend.</summary>
/// <param name="Name">What the series is called.</param>
/// <param name="Mark">What it looks like.</param>
/// <param name="Color">Index of its colour.</param>
/// <param name="Dash">Index of its dashes; of a bar, of its filling.</param>
/// <param name="Marker">Index of its marker.</param>
/// <param name="IsOnMap">Whether it is drawn over a map, with a halo.</param>
internal sealed record LegendEntry(string Name, LegendMark Mark, int Color, int Dash, int Marker, bool IsOnMap = false);

/// <summary>Names of series, in rows above the chart.</summary>
internal sealed class Legend
{
    private const double RowHeight = 20;
    private const double Swatch = 28;
    private const double Gap = 20;

    private readonly List<(LegendEntry Entry, double X, int Row, string Name)> _places = [];
    private readonly int _rows;

    public Legend(IEnumerable<LegendEntry> entries, double width)
    {
        double x = 0;
        int row = 0;
        foreach (LegendEntry entry in entries.Where(static entry => entry.Name.Length > 0))
        {
            string name = TextWidth.Shorten(entry.Name, Chart.FontSize, width - Swatch - 6);
            double wide = Swatch + 6 + TextWidth.Of(name, Chart.FontSize);
            if (x > 0 && x + wide > width)
            {
                x = 0;
                row++;
            }

            _places.Add((entry, x, row, name));
            x += wide + Gap;
        }

        _rows = _places.Count == 0 ? 0 : row + 1;
    }

    /// <summary>Room it takes, with a margin below.</summary>
    public double Height => _rows == 0 ? 0 : (_rows * RowHeight) + 8;

    public void Draw(Markup svg, double top)
    {
        if (_rows == 0)
        {
            return;
        }

        svg.Begin("g", "class", "legend");
        foreach ((LegendEntry entry, double x, int row, string name) in _places)
        {
            double middle = top + (row * RowHeight) + (RowHeight / 2);
            svg.Begin("g", "class", entry.IsOnMap ? Shape.MapColorClass(entry.Color) : Shape.ColorClass(entry.Color));
            if (entry.IsOnMap)
            {
                svg.Empty("path", "class", "halo", "d", $"M{Invariant.PathCoordinate(x)},{Invariant.PathCoordinate(middle)}h{Swatch}");
            }

            if (entry.Mark == LegendMark.Band)
            {
                svg.Empty("rect", "class", "band", "x", Invariant.Coordinate(x), "y", Invariant.Coordinate(middle - 6), "width", "28", "height", "12");
            }

            if (entry.Mark is LegendMark.Line or LegendMark.MarkedLine or LegendMark.Band)
            {
                svg.Empty(
                    "path", "class", "line", "stroke-dasharray", Shape.Dashes(entry.Dash),
                    "d", $"M{Invariant.PathCoordinate(x)},{Invariant.PathCoordinate(middle)}h{Swatch}");
            }

            if (entry.Mark is LegendMark.MarkedLine or LegendMark.Point)
            {
                svg.Empty("path", "class", "mark", "d", Shape.Marker(entry.Marker, x + (Swatch / 2), middle));
            }

            if (entry.Mark == LegendMark.Bar)
            {
                svg.Empty(
                    "rect", "class", $"bar {Shape.FillClass(entry.Dash)}", "x", Invariant.Coordinate(x + 8), "y", Invariant.Coordinate(middle - 6),
                    "width", "20", "height", "12");
            }

            svg.Label(x + Swatch + 6, middle + 4, name, "name");
            svg.End();
        }

        svg.End();
    }
}
