using System.Text;
using StaticNet.Reports.Drawing;

namespace StaticNet.Reports;

/// <summary>Lines, and bands around lines.</summary>
public sealed class LineChart : CartesianChart
{
    private const int MostMarkers = 40;

    private readonly List<Band> _bands = [];
    private readonly List<Line> _lines = [];

    /// <summary>A chart without lines.</summary>
    /// <param name="title">Its title.</param>
    public LineChart(string title)
        : base(title)
    {
    }

    /// <summary>The lines, in the order of the legend.</summary>
    public IReadOnlyList<Line> Lines => _lines;

    /// <summary>The bands, drawn below the lines and before them in the legend.</summary>
    public IReadOnlyList<Band> Bands => _bands;

    private protected override IEnumerable<double> XValues => _bands.SelectMany(static band => band.X).Concat(_lines.SelectMany(static line => line.X));

    private protected override IEnumerable<double> YValues => _bands.SelectMany(static band => band.Lower.Concat(band.Middle).Concat(band.Upper))
        .Concat(_lines.SelectMany(static line => line.Y));

    private protected override IEnumerable<LegendEntry> LegendEntries => Series().Select(static series => series.Legend);

    /// <summary>Adds a line.</summary>
    /// <param name="line">The line.</param>
    public LineChart Add(Line line)
    {
        ArgumentNullException.ThrowIfNull(line);
        _lines.Add(line);
        return this;
    }

    /// <summary>Adds a band.</summary>
    /// <param name="band">The band.</param>
    public LineChart Add(Band band)
    {
        ArgumentNullException.ThrowIfNull(band);
        _bands.Add(band);
        return this;
    }

    /// <summary>Adds a line through points at 1, 2, 3 and so on.</summary>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="y">Heights of the points; NaN and infinite values are gaps.</param>
    public LineChart Add(string name, IEnumerable<double> y) => Add(new Line(name, y));

    /// <summary>Adds a line.</summary>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="x">Places of the points.</param>
    /// <param name="y">Heights of the points, as many; NaN and infinite values are gaps.</param>
    public LineChart Add(string name, IEnumerable<double> x, IEnumerable<double> y) => Add(new Line(name, x, y));

    internal override Csv Data()
    {
        Series[] series = [.. Series()];
        string[] columns = [.. series.SelectMany(static s => s.Columns.Select(column => column.Title))];
        string x = AxisName(X, "x");
        Csv csv;
        if (series.Length > 0 && series.All(s => s.X.SequenceEqual(series[0].X)))
        {
            csv = new Csv([x, .. columns]);
            for (int i = 0; i < series[0].X.Count; i++)
            {
                csv.Field(series[0].X[i]);
                foreach ((_, IReadOnlyList<double> values) in series.SelectMany(static s => s.Columns))
                {
                    csv.Field(values[i]);
                }

                csv.EndRow();
            }

            return csv;
        }

        csv = new Csv("series", x, AxisName(Y, "y"));
        foreach (Series s in series)
        {
            foreach ((string title, IReadOnlyList<double> values) in s.Columns)
            {
                for (int i = 0; i < values.Count; i++)
                {
                    csv.Field(title).Field(s.X[i]).Field(values[i]).EndRow();
                }
            }
        }

        return csv;
    }

    internal override string Describe()
    {
        var text = new StringBuilder($"Line chart. {Range(X, XValues, "x")}; {Range(Y, YValues, "y")}.");
        foreach (Series series in Series().Take(12))
        {
            double[] finite = [.. series.Y.Where(double.IsFinite)];
            text.Append(' ').Append(series.Name.Length > 0 ? series.Name : "Line");
            text.Append(finite.Length == 0 ? ": no data." : $": from {Y.Text(finite[0])} to {Y.Text(finite[^1])}.");
        }

        return text.ToString();
    }

    private protected override string? DrawMarks(Markup svg, Frame frame)
    {
        bool isEmpty = true;
        var json = new StringBuilder();
        foreach (Series series in Series())
        {
            double[] x = [.. series.X.Select(frame.X.Map)];
            double[] y = [.. series.Y.Select(frame.Y.Map)];
            List<int> kept = IsSorted(x) ? Thinning.Columns(x, y) : [.. Enumerable.Range(0, x.Length)];
            svg.Begin("g", "class", $"series {Shape.ColorClass(series.Legend.Color)}");
            if (series.Lower is not null)
            {
                DrawBand(svg, frame, series, x);
            }

            isEmpty &= !DrawLine(svg, frame, series, x, y, kept);
            svg.End();
            AppendJson(json, series, kept);
        }

        if (isEmpty)
        {
            DrawNoData(svg, frame);
        }

        return isEmpty ? null : $"{{\"kind\":\"lines\",\"x\":{HoverJson.Axis(X, "x")},\"y\":{HoverJson.Axis(Y, "y")},\"series\":[{json}]}}";
    }

    private static bool IsSorted(double[] x)
    {
        double last = double.NegativeInfinity;
        foreach (double value in x)
        {
            if (value < last)
            {
                return false;
            }

            last = double.IsNaN(value) ? last : value;
        }

        return true;
    }

    private static bool HasMarkers(Series series) => series.Lower is null && series.X.Count <= MostMarkers;

    private IEnumerable<Series> Series()
    {
        int index = 0;
        foreach (Band band in _bands)
        {
            int color = band.Color ?? index;
            yield return new Series(band.Name, band.X, band.Middle, band.Lower, band.Upper, new LegendEntry(band.Name, LegendMark.Band, color, index, index));
            index++;
        }

        foreach (Line line in _lines)
        {
            int color = line.Color ?? index;
            LegendMark mark = line.X.Count <= MostMarkers ? LegendMark.MarkedLine : LegendMark.Line;
            yield return new Series(line.Name, line.X, line.Y, null, null, new LegendEntry(line.Name, mark, color, (int?)line.Dash ?? index, index));
            index++;
        }
    }

    private bool DrawLine(Markup svg, Frame frame, Series series, double[] x, double[] y, List<int> kept)
    {
        var path = new PathBuilder(frame);
        foreach (int i in kept)
        {
            path.LineTo(x[i], y[i]);
        }

        string drawn = path.ToString();
        if (drawn.Length == 0)
        {
            return false;
        }

        string style = kept.Count > frame.Width / 2 ? "line thin" : "line";
        string dashes = Shape.Dashes(series.Legend.Dash);
        svg.Titled("path", series.Name, dashes.Length == 0 ? ["class", style, "d", drawn] : ["class", style, "stroke-dasharray", dashes, "d", drawn]);
        if (HasMarkers(series))
        {
            foreach (int i in kept.Where(i => frame.Contains(x[i], y[i])))
            {
                string title = $"{series.Name}: {Y.Text(series.Y[i])} at {AxisName(X, "x")} {X.Text(series.X[i])}";
                svg.Titled("path", title, "class", "mark", "d", Shape.Marker(series.Legend.Marker, x[i], y[i]));
            }
        }

        return true;
    }

    private static void DrawBand(Markup svg, Frame frame, Series series, double[] x)
    {
        var path = new StringBuilder();
        var run = new List<int>();
        double[] lower = [.. series.Lower!.Select(frame.Y.Map)];
        double[] upper = [.. series.Upper!.Select(frame.Y.Map)];
        for (int i = 0; i <= x.Length; i++)
        {
            if (i < x.Length && !double.IsNaN(x[i] + lower[i] + upper[i]) && x[i] >= frame.Left - 0.01 && x[i] <= frame.Right + 0.01)
            {
                run.Add(i);
            }
            else if (run.Count > 0)
            {
                AppendRun(path, frame, run, x, lower, upper);
                run.Clear();
            }
        }

        if (path.Length > 0)
        {
            svg.Empty("path", "class", "band", "d", path.ToString());
        }
    }

    private static void AppendRun(StringBuilder path, Frame frame, List<int> run, double[] x, double[] lower, double[] upper)
    {
        double[] places = [.. run.Select(i => x[i])];
        List<int> below = Thinning.Columns(places, [.. run.Select(i => lower[i])]);
        List<int> above = Thinning.Columns(places, [.. run.Select(i => upper[i])]);
        char command = 'M';
        foreach (int i in above)
        {
            Append(places[i], upper[run[i]]);
        }

        below.Reverse();
        foreach (int i in below)
        {
            Append(places[i], lower[run[i]]);
        }

        path.Append('z');

        void Append(double at, double y)
        {
            path.Append(command).Append(Invariant.PathCoordinate(at)).Append(',').Append(Invariant.PathCoordinate(frame.ClampY(y)));
            command = 'L';
        }
    }

    private static void AppendJson(StringBuilder json, Series series, List<int> kept)
    {
        json.Append(json.Length == 0 ? "" : ",").Append("{\"name\":").Append(HoverJson.Text(series.Name));
        json.Append(",\"color\":").Append(series.Legend.Color % Shape.Colors);
        AppendList("x", series.X);
        AppendList("y", series.Y);
        if (series.Lower is not null)
        {
            AppendList("lower", series.Lower);
            AppendList("upper", series.Upper!);
        }

        json.Append('}');

        void AppendList(string name, IReadOnlyList<double> values) =>
            json.Append(",\"").Append(name).Append("\":").Append(HoverJson.Numbers(kept.Select(i => values[i])));
    }
}

/// <summary>What a line and a band have in common.</summary>
internal sealed record Series(
    string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y, IReadOnlyList<double>? Lower, IReadOnlyList<double>? Upper, LegendEntry Legend)
{
    /// <summary>Columns of a table, with their titles.</summary>
    public IEnumerable<(string Title, IReadOnlyList<double> Values)> Columns => Lower is null
        ? [(Name, Y)]
        : [($"{Name} lower", Lower), (Name, Y), ($"{Name} upper", Upper!)];
}
