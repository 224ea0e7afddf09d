using System.Text;
using StaticNet.Reports.Drawing;

namespace StaticNet.Reports;

/// <summary>
/// How often values occur. Bins have round edges; how wide they are follows Freedman and Diaconis ("On the histogram as a density estimator",
/// 1981) unless told otherwise. Several series share their bins.
/// </summary>
public sealed class Histogram : CartesianChart
{
    private const int MostBins = 80;
    private const int FewestBins = 5;

    private readonly List<(string Name, double[] Values, int Left)> _series = [];
    private double[]? _edges;

    /// <summary>A histogram without values.</summary>
    /// <param name="title">Its title.</param>
    public Histogram(string title)
        : base(title)
    {
    }

    /// <summary>About how many bins there are; 0 chooses by the values.</summary>
    public int Bins { get; init; }

    /// <summary>Whether heights are shares of the series' values rather than numbers of values.</summary>
    public bool Shares { get; init; }

    private double[] Edges => _edges ??= ChooseEdges();

    private protected override Margin YMargin => Margin.FromZero;

    private protected override IEnumerable<double> XValues => Edges;

    private protected override IEnumerable<double> YValues => Enumerable.Range(0, _series.Count).SelectMany(Heights);

    private protected override IEnumerable<LegendEntry> LegendEntries =>
        _series.Select(static (series, i) => new LegendEntry(series.Name, LegendMark.Bar, i, 1, i));

    private protected override double FrameHeight(double width) => width >= 600 ? 260 : width >= 300 ? 200 : 160;

    /// <summary>Adds a series.</summary>
    /// <param name="name">What the legend calls it; empty for a series that is not in the legend.</param>
    /// <param name="values">
    /// The values. Those that are not finite, and on a logarithmic axis those that are not positive, are counted in the description alone.
    /// </param>
    public Histogram Add(string name, IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(values);
        double[] all = [.. values];
        double[] usable = [.. all.Where(value => double.IsFinite(value) && (!X.Logarithmic || value > 0))];
        _series.Add((name, usable, all.Length - usable.Length));
        _edges = null;
        return this;
    }

    internal override void Check()
    {
        base.Check();
        if (Bins < 0)
        {
            throw new ArgumentException($"The histogram is to have {Bins} bins; expected 0 or more.");
        }
    }

    internal override Csv Data()
    {
        var csv = new Csv(["from", "to", .. _series.Select(static series => series.Name.Length > 0 ? series.Name : "count")]);
        int[][] counts = [.. _series.Select(series => Count(series.Values))];
        for (int bin = 0; bin + 1 < Edges.Length; bin++)
        {
            csv.Field(Edges[bin]).Field(Edges[bin + 1]);
            foreach (int[] series in counts)
            {
                csv.Field(series[bin]);
            }

            csv.EndRow();
        }

        return csv;
    }

    internal override string Describe()
    {
        var text = new StringBuilder($"Histogram. {Range(X, _series.SelectMany(static series => series.Values), "values")}.");
        foreach ((string name, double[] values, int left) in _series)
        {
            text.Append(' ').Append(name.Length > 0 ? name : "Series").Append(": ").Append(Invariant.Value(values.Length)).Append(" values");
            text.Append(left > 0 ? $", {left} more cannot be drawn." : ".");
        }

        return text.ToString();
    }

    private protected override string? DrawMarks(Markup svg, Frame frame)
    {
        if (_series.All(static series => series.Values.Length == 0))
        {
            DrawNoData(svg, frame);
            return null;
        }

        double[][] heights = [.. Enumerable.Range(0, _series.Count).Select(Heights)];
        for (int s = 0; s < _series.Count; s++)
        {
            svg.Begin("g", "class", $"series {Shape.ColorClass(s)}");
            var path = new StringBuilder($"M{P(frame.X.Map(Edges[0]))},{P(frame.Bottom)}");
            for (int bin = 0; bin + 1 < Edges.Length; bin++)
            {
                // On a logarithmic axis there is no place for zero but the bottom.
                double top = frame.Y.Map(heights[s][bin]);
                path.Append('V').Append(P(double.IsNaN(top) ? frame.Bottom : frame.ClampY(top))).Append('H').Append(P(frame.X.Map(Edges[bin + 1])));
            }

            string outline = path.Append('V').Append(P(frame.Bottom)).ToString();
            svg.Empty("path", "class", "area", "d", outline);
            string dashes = Shape.Dashes(s);
            svg.Empty("path", dashes.Length == 0 ? ["class", "line thin", "d", outline] : ["class", "line thin", "stroke-dasharray", dashes, "d", outline]);
            svg.End();
        }

        for (int bin = 0; bin + 1 < Edges.Length; bin++)
        {
            (double left, double right) = (frame.X.Map(Edges[bin]), frame.X.Map(Edges[bin + 1]));
            string title = $"{X.Text(Edges[bin])} to {X.Text(Edges[bin + 1])}";
            for (int s = 0; s < _series.Count; s++)
            {
                string height = Shares ? Invariant.PercentValue(heights[s][bin]) : Invariant.Value(heights[s][bin]);
                title += _series[s].Name.Length > 0 ? $"\n{_series[s].Name}: {height}" : $": {height}";
            }

            svg.Titled(
                "rect", title, "class", "hit", "x", Invariant.Coordinate(left), "y", Invariant.Coordinate(frame.Top),
                "width", Invariant.Coordinate(right - left), "height", Invariant.Coordinate(frame.Height));
        }

        return null;
    }

    private static string P(double value) => Invariant.PathCoordinate(value);

    private double[] Heights(int series)
    {
        double[] values = _series[series].Values;
        double unit = Shares && values.Length > 0 ? values.Length : 1;
        return [.. Count(values).Select(count => count / unit)];
    }

    private int[] Count(double[] values)
    {
        var counts = new int[Edges.Length - 1];
        foreach (double value in values)
        {
            int bin = Array.BinarySearch(Edges, value);

            // A value on an edge belongs to the bin that begins there, but for the last edge.
            bin = bin >= 0 ? bin : ~bin - 1;
            counts[Math.Clamp(bin, 0, counts.Length - 1)]++;
        }

        return counts;
    }

    private double[] ChooseEdges()
    {
        double[] values = [.. _series.SelectMany(static series => series.Values).Select(value => X.Logarithmic ? Math.Log10(value) : value).Order()];
        if (values.Length == 0)
        {
            return X.Logarithmic ? [1, 10] : [0, 1];
        }

        double span = values[^1] - values[0];
        if (!double.IsFinite(span))
        {
            return Even(values[0], values[^1], 20);
        }

        if (span <= Math.Max(Math.Abs(values[0]), Math.Abs(values[^1])) * 1e-12)
        {
            double room = values[0] == 0 ? 0.5 : Math.Abs(values[0]) * 0.05;
            return Unlogged([values[0] - room, values[0] + room]);
        }

        int bins = Bins;
        if (bins == 0)
        {
            double width = 2 * (values[values.Length * 3 / 4] - values[values.Length / 4]) / Math.Cbrt(values.Length);
            bins = width > 0 ? (int)Math.Clamp(Math.Ceiling(span / width), FewestBins, MostBins) : 20;
        }

        if (X.Logarithmic)
        {
            return Unlogged(Even(values[0], values[^1], bins));
        }

        double step = Ticks.Step(values[0], values[^1], bins);
        if (!double.IsFinite(step))
        {
            return Even(values[0], values[^1], bins);
        }

        double first = Math.Floor((values[0] / step) + 1e-9);
        var edges = new List<double> { Math.Max(Ticks.Rounded(first, step), double.MinValue) };
        while (edges[^1] < values[^1] && edges.Count <= 2 * MostBins + bins)
        {
            edges.Add(Math.Clamp(Ticks.Rounded(first + edges.Count, step), double.MinValue, double.MaxValue));
        }

        return [.. edges];
    }

    private static double[] Even(double from, double to, int bins) =>
        [.. Enumerable.Range(0, bins + 1).Select(i => (from * (1 - ((double)i / bins))) + (to * ((double)i / bins)))];

    private double[] Unlogged(double[] edges) => X.Logarithmic
        ? [.. edges.Select(static edge => Math.Clamp(Math.Pow(10, edge), double.Epsilon, double.MaxValue))]
        : [.. edges.Select(static edge => Math.Clamp(edge, double.MinValue, double.MaxValue))];
}
