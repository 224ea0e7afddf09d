using StaticNet.Reports.Drawing;

namespace StaticNet.Reports;

/// <summary>A surface over a plane, seen from above: colours and lines of equal height, and paths over it, such as descents.</summary>
public sealed class ContourChart : CartesianChart
{
    private const int MostDots = 60;
    private const int MostLevels = 14;

    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double[,] _values;
    private readonly List<(string Name, double[] X, double[] Y)> _paths = [];
    private ColorScale? _colors;
    private double[]? _levels;

    /// <summary>A surface.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="x">Places of the columns of <paramref name="values"/>, increasing; at least 2.</param>
    /// <param name="y">Places of its rows, increasing; at least 2.</param>
    /// <param name="values">Heights, <c>[y, x]</c>. Around values that are not finite there is a hole.</param>
    /// <exception cref="ArgumentException">The places are not increasing, or not as many as there are rows and columns.</exception>
    public ContourChart(string title, IEnumerable<double> x, IEnumerable<double> y, double[,] values)
        : base(title)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        ArgumentNullException.ThrowIfNull(values);
        _x = [.. x];
        _y = [.. y];
        _values = (double[,])values.Clone();
        CheckPlaces(_x, values.GetLength(1), "columns", nameof(x));
        CheckPlaces(_y, values.GetLength(0), "rows", nameof(y));
    }

    /// <summary>What the heights measure.</summary>
    public Axis Value { get; init; } = new();

    /// <summary>The colours.</summary>
    public ColorMap Map { get; init; } = ColorMap.Viridis;

    /// <summary>Heights of the lines, increasing; without them, round numbers.</summary>
    public IReadOnlyList<double>? Levels { get; init; }

    private protected override IEnumerable<double> XValues => _x;

    private protected override IEnumerable<double> YValues => _y;

    private protected override Margin YMargin => Margin.None;

    private protected override IEnumerable<LegendEntry> LegendEntries =>
        _paths.Select(static (path, i) => new LegendEntry(path.Name, LegendMark.Line, i, i, i, IsOnMap: true));

    private protected override (ColorScale Colors, double[]? Levels)? Colors => (ColorScale, LineLevels);

    private ColorScale ColorScale => _colors ??= new ColorScale(Map, _values.Cast<double>(), Value, round: true);

    private double[] LineLevels => _levels ??= ChooseLevels();

    /// <summary>Adds a path over the surface, from a ring where it begins to a dot where it ends.</summary>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="x">Places of its points.</param>
    /// <param name="y">Their places on the other axis, as many. It ends in a gap where a value is not finite.</param>
    /// <exception cref="ArgumentException">The two are not equally many.</exception>
    public ContourChart AddPath(string name, IEnumerable<double> x, IEnumerable<double> y)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        (string, double[] X, double[] Y) path = (name, [.. x], [.. y]);
        if (path.X.Length != path.Y.Length)
        {
            throw new ArgumentException($"'{name}' has {path.X.Length} values of x and {path.Y.Length} of y; expected as many of both.", nameof(y));
        }

        _paths.Add(path);
        return this;
    }

    internal override void Check()
    {
        base.Check();
        Value.Check("The axis of heights");
        foreach ((Axis axis, double[] places, string name) in new[] { (X, _x, "X"), (Y, _y, "Y") })
        {
            if (axis.Logarithmic && places[0] <= 0)
            {
                throw new ArgumentException($"The {name} axis is logarithmic and begins at {Invariant.Value(places[0])}; expected numbers above 0.");
            }
        }
    }

    internal override Csv Data()
    {
        var csv = new Csv("series", AxisName(X, "x"), AxisName(Y, "y"), AxisName(Value, "value"));
        for (int row = 0; row < _y.Length; row++)
        {
            for (int column = 0; column < _x.Length; column++)
            {
                csv.Field("surface").Field(_x[column]).Field(_y[row]).Field(_values[row, column]).EndRow();
            }
        }

        foreach ((string name, double[] x, double[] y) in _paths)
        {
            for (int i = 0; i < x.Length; i++)
            {
                csv.Field(name).Field(x[i]).Field(y[i]).Field("").EndRow();
            }
        }

        return csv;
    }

    internal override string Describe()
    {
        string paths = _paths.Count == 0 ? "" : " Paths: " + string.Join("; ", _paths.Select(static path => $"{path.Name}, {path.X.Length} points")) + ".";
        return $"Contour chart. {Range(X, _x, "x")}; {Range(Y, _y, "y")}; {Range(Value, _values.Cast<double>(), "height")}.{paths}";
    }

    private protected override double FrameHeight(double width) => width >= 600 ? 380 : width >= 300 ? 270 : 200;

    private protected override string? DrawMarks(Markup svg, Frame frame)
    {
        double[] columns = [.. _x.Select(frame.X.Map)];
        double[] rows = [.. _y.Select(frame.Y.Map)];
        DrawSurface(svg, frame, columns, rows);
        svg.Begin("g", "class", "isolines");
        foreach (double level in LineLevels)
        {
            var path = new PathBuilder(frame);
            foreach (List<(double Column, double Row)> line in MarchingSquares.Lines(_values, level))
            {
                foreach ((double column, double row) in line)
                {
                    path.LineTo(Between(columns, column), Between(rows, row));
                }

                path.Break();
            }

            if (!path.IsEmpty)
            {
                svg.Titled("path", $"{AxisName(Value, "height")} {Value.Text(level)}", "class", "isoline", "d", path.ToString());
            }
        }

        svg.End();
        for (int i = 0; i < _paths.Count; i++)
        {
            DrawPath(svg, frame, i);
        }

        return $"{{\"kind\":\"surface\",\"x\":{HoverJson.Axis(X, "x")},\"y\":{HoverJson.Axis(Y, "y")},\"value\":{HoverJson.Axis(Value, "height")},"
            + $"\"xs\":{HoverJson.Numbers(_x)},\"ys\":{HoverJson.Numbers(_y)},\"values\":{HoverJson.Numbers(_values.Cast<double>())}}}";
    }

    private static void CheckPlaces(double[] places, int count, string what, string argument)
    {
        if (places.Length != count || count < 2)
        {
            throw new ArgumentException($"There are {places.Length} places for {count} {what} of values; expected as many, and at least 2.", argument);
        }

        for (int i = 0; i < count; i++)
        {
            if (!double.IsFinite(places[i]) || (i > 0 && places[i] <= places[i - 1]))
            {
                throw new ArgumentException($"Place {i} of the {what} is {Invariant.Value(places[i])}; expected a number above the one before.", argument);
            }
        }
    }

    private static double Between(double[] places, double index)
    {
        int whole = Math.Min((int)index, places.Length - 2);
        return places[whole] + ((places[whole + 1] - places[whole]) * (index - whole));
    }

    // The square of the grid that a pixel lies in, and how far into it.
    private static (int Index, double Part)? Find(double[] places, double pixel)
    {
        for (int i = 0; i + 1 < places.Length; i++)
        {
            double part = (pixel - places[i]) / (places[i + 1] - places[i]);
            if (part is >= 0 and <= 1)
            {
                return (i, part);
            }
        }

        return null;
    }

    private void DrawSurface(Markup svg, Frame frame, double[] columns, double[] rows)
    {
        int width = (int)Math.Ceiling(frame.Width);
        int height = (int)Math.Ceiling(frame.Height);
        (int Index, double Part)?[] across = [.. Enumerable.Range(0, width).Select(i => Find(columns, frame.Left + ((i + 0.5) * frame.Width / width)))];
        (int Index, double Part)?[] down = [.. Enumerable.Range(0, height).Select(i => Find(rows, frame.Top + ((i + 0.5) * frame.Height / height)))];
        double[] levels = LineLevels;
        Rgb[] bands = [.. BandColors(levels)];
        string address = Png.Address(width, height, (x, y) =>
        {
            if (across[x] is not { } column || down[y] is not { } row)
            {
                return null;
            }

            double value = Interpolate(row.Index, row.Part, column.Index, column.Part);
            if (!double.IsFinite(value) || (Value.Logarithmic && value <= 0))
            {
                return null;
            }

            int band = Array.BinarySearch(levels, value);
            return bands[band >= 0 ? band + 1 : ~band];
        });
        svg.Empty(
            "image", "x", Invariant.Coordinate(frame.Left), "y", Invariant.Coordinate(frame.Top), "width", Invariant.Coordinate(frame.Width),
            "height", Invariant.Coordinate(frame.Height), "preserveAspectRatio", "none", "href", address);
    }

    // The colour of a band is that of its middle, as in the bar beside the chart.
    private IEnumerable<Rgb> BandColors(double[] levels)
    {
        Domain domain = ColorScale.Domain;
        var scale = new Scale(domain.Minimum, domain.Maximum, Value.Logarithmic, 0, 1);
        double[] edges = [0, .. levels.Select(level => Math.Clamp(scale.Map(level), 0, 1)), 1];
        for (int i = 0; i + 1 < edges.Length; i++)
        {
            yield return ColorScale.At((edges[i] + edges[i + 1]) / 2);
        }
    }

    private double Interpolate(int row, double down, int column, double across)
    {
        double upper = (_values[row, column] * (1 - across)) + (_values[row, column + 1] * across);
        double lower = (_values[row + 1, column] * (1 - across)) + (_values[row + 1, column + 1] * across);
        return (upper * (1 - down)) + (lower * down);
    }

    private void DrawPath(Markup svg, Frame frame, int index)
    {
        (string name, double[] x, double[] y) = _paths[index];
        double[] px = [.. x.Select(frame.X.Map)];
        double[] py = [.. y.Select(frame.Y.Map)];
        var path = new PathBuilder(frame);
        (double X, double Y) last = (double.NaN, double.NaN);
        for (int i = 0; i < px.Length; i++)
        {
            // Steps too short to be seen are left out, the last one excepted.
            if (i == px.Length - 1 || !(Math.Abs(px[i] - last.X) < 0.3 && Math.Abs(py[i] - last.Y) < 0.3))
            {
                path.LineTo(px[i], py[i]);
                last = (px[i], py[i]);
            }
        }

        string drawn = path.ToString();
        if (drawn.Length == 0)
        {
            return;
        }

        svg.Begin("g", "class", $"path {Shape.MapColorClass(index)}");
        svg.Empty("path", "class", "halo", "d", drawn);
        string dashes = Shape.Dashes(index);
        svg.Titled("path", name, dashes.Length == 0 ? ["class", "line", "d", drawn] : ["class", "line", "stroke-dasharray", dashes, "d", drawn]);
        int[] visible = [.. Enumerable.Range(0, px.Length).Where(i => frame.Contains(px[i], py[i]))];
        if (px.Length <= MostDots)
        {
            foreach (int i in visible)
            {
                DrawDot(svg, px[i], py[i], 2.4, "dot", $"{name}, point {i + 1}: {X.Text(x[i])}, {Y.Text(y[i])}");
            }
        }

        if (visible.Length > 0)
        {
            DrawDot(svg, px[visible[^1]], py[visible[^1]], 4.5, "dot", $"{name}, end: {X.Text(x[visible[^1]])}, {Y.Text(y[visible[^1]])}");
            DrawDot(svg, px[visible[0]], py[visible[0]], 4, "start", $"{name}, start: {X.Text(x[visible[0]])}, {Y.Text(y[visible[0]])}");
        }

        svg.End();
    }

    private static void DrawDot(Markup svg, double x, double y, double radius, string style, string title) => svg.Titled(
        "circle", title, "class", style, "cx", Invariant.Coordinate(x), "cy", Invariant.Coordinate(y), "r", Invariant.Coordinate(radius));

    private double[] ChooseLevels()
    {
        if (Levels is not null)
        {
            return [.. Levels.Where(double.IsFinite).Order().Distinct()];
        }

        Domain domain = ColorScale.Domain;
        if (!Value.Logarithmic)
        {
            return [.. Ticks.Linear(domain.Minimum, domain.Maximum, MostLevels, percent: false).Select(static tick => tick.Value)];
        }

        Tick[][] candidates = [.. Ticks.Logarithmic(domain.Minimum, domain.Maximum, percent: false, isDense: true)];
        Tick[] chosen = Array.Find(candidates, static ticks => ticks.Length <= MostLevels + 4) ?? candidates[^1];
        return [.. chosen.Select(static tick => tick.Value).Order().Distinct()];
    }
}
