using StaticNet.Reports.Drawing;

namespace StaticNet.Reports;

/// <summary>Bars from zero, one of each series for every category. Values that are not finite leave a place that says so.</summary>
public sealed class BarChart : CartesianChart
{
    private readonly string[] _categories;
    private readonly List<Bars> _series = [];

    /// <summary>A chart without bars.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="categories">What the groups of bars stand for, from left to right.</param>
    public BarChart(string title, IEnumerable<string> categories)
        : base(title)
    {
        ArgumentNullException.ThrowIfNull(categories);
        _categories = [.. categories];
    }

    private protected override IReadOnlyList<string>? Categories => _categories;

    private protected override Margin YMargin => Y.Logarithmic ? Margin.Round : Margin.FromZero;

    private protected override IEnumerable<double> XValues => [];

    private protected override IEnumerable<double> YValues => _series.SelectMany(static bars => bars.Values.Concat(bars.Lower ?? []).Concat(bars.Upper ?? []));

    private protected override IEnumerable<LegendEntry> LegendEntries =>
        _series.Select(static (bars, i) => new LegendEntry(bars.Name, LegendMark.Bar, bars.Color ?? i, (int?)bars.Fill ?? i, i));

    /// <summary>Adds a bar to every group.</summary>
    /// <param name="bars">The bars.</param>
    /// <exception cref="ArgumentException">There are not as many bars as categories.</exception>
    public BarChart Add(Bars bars)
    {
        ArgumentNullException.ThrowIfNull(bars);
        if (bars.Values.Count != _categories.Length)
        {
            throw new ArgumentException($"'{bars.Name}' has {bars.Values.Count} values; expected {_categories.Length}, one a category.", nameof(bars));
        }

        _series.Add(bars);
        return this;
    }

    /// <summary>Adds a bar to every group.</summary>
    /// <param name="name">What the legend calls the bars.</param>
    /// <param name="values">Their heights, one a category.</param>
    /// <exception cref="ArgumentException">There are not as many values as categories.</exception>
    public BarChart Add(string name, IEnumerable<double> values) => Add(new Bars(name, values));

    /// <summary>Adds a bar with a range to every group, such as the smallest and largest of several runs.</summary>
    /// <param name="name">What the legend calls the bars.</param>
    /// <param name="values">Their heights, one a category.</param>
    /// <param name="lower">Lower ends of the ranges, one a category.</param>
    /// <param name="upper">Upper ends of the ranges, one a category.</param>
    /// <exception cref="ArgumentException">There are not as many values as categories.</exception>
    public BarChart Add(string name, IEnumerable<double> values, IEnumerable<double> lower, IEnumerable<double> upper) =>
        Add(new Bars(name, values, lower, upper));

    internal override Csv Data()
    {
        string[] columns =
        [
            .. _series.SelectMany(static bars => bars.Lower is null ? [bars.Name] : new[] { bars.Name, $"{bars.Name} lower", $"{bars.Name} upper" }),
        ];
        var csv = new Csv([X.Title.Length > 0 ? X.Title : "category", .. columns]);
        for (int i = 0; i < _categories.Length; i++)
        {
            csv.Field(_categories[i]);
            foreach (Bars bars in _series)
            {
                csv.Field(bars.Values[i]);
                if (bars.Lower is not null)
                {
                    csv.Field(bars.Lower[i]).Field(bars.Upper![i]);
                }
            }

            csv.EndRow();
        }

        return csv;
    }

    internal override string Describe()
    {
        IEnumerable<string> groups = _categories.Take(24)
            .Select((category, i) => $"{category}: {string.Join(", ", _series.Select(bars => $"{bars.Name} {Y.Text(bars.Values[i])}"))}.");
        return $"Bar chart. {Range(Y, YValues, "values")}. {string.Join(' ', groups)}";
    }

    private protected override string? DrawMarks(Markup svg, Frame frame)
    {
        if (_series.Count == 0 || _categories.Length == 0)
        {
            DrawNoData(svg, frame);
            return null;
        }

        double slot = frame.Width / _categories.Length;
        double barWidth = Math.Min(slot * 0.76 / _series.Count, 56);
        double zero = frame.Y.Logarithmic ? frame.Bottom : frame.ClampY(frame.Y.Map(0));
        double fontSize = 11;
        bool hasLabels = _series.All(bars => bars.Values.All(value => TextWidth.Of(Y.Text(value), fontSize) <= barWidth * 1.02));
        for (int s = 0; s < _series.Count; s++)
        {
            Bars bars = _series[s];
            svg.Begin("g", "class", $"series {Shape.ColorClass(bars.Color ?? s)}");
            for (int i = 0; i < _categories.Length; i++)
            {
                double left = frame.Left + (slot * (i + 0.5)) + (barWidth * (s - (_series.Count / 2.0)));
                DrawBar(svg, frame, bars, i, left, barWidth, zero, s, hasLabels);
            }

            svg.End();
        }

        if (zero < frame.Bottom - 0.5)
        {
            svg.Line(frame.Left, zero, frame.Right, zero, "baseline");
        }

        return null;
    }

    private void DrawBar(Markup svg, Frame frame, Bars bars, int i, double left, double width, double zero, int series, bool hasLabel)
    {
        double value = bars.Values[i];
        double gap = Math.Min(2, width * 0.08);
        double middle = left + (width / 2);
        string range = bars.Lower is null ? "" : $" ({Y.Text(bars.Lower[i])} to {Y.Text(bars.Upper![i])})";
        string title = $"{_categories[i]}, {bars.Name}: {Y.Text(value)}{range}";
        double end = frame.Y.Map(value);
        if (double.IsNaN(end))
        {
            svg.Begin("g");
            svg.Element("title", title);
            svg.Empty("path", "class", "missing", "d", Cross(middle, zero - 9));
            svg.End();
            return;
        }

        end = frame.ClampY(end);
        double top = Math.Min(end, zero);
        svg.Titled(
            "rect", title, "class", $"bar {Shape.FillClass((int?)bars.Fill ?? series)}", "x", Invariant.Coordinate(left + gap), "y", Invariant.Coordinate(top),
            "width", Invariant.Coordinate(width - (2 * gap)), "height", Invariant.Coordinate(Math.Max(Math.Abs(end - zero), 0.75)));
        double highest = top;
        if (bars.Lower is not null)
        {
            double lower = frame.Y.Map(bars.Lower[i]);
            double upper = frame.Y.Map(bars.Upper![i]);
            if (!double.IsNaN(lower) && !double.IsNaN(upper))
            {
                (lower, upper) = (frame.ClampY(lower), frame.ClampY(upper));
                highest = Math.Min(highest, upper);
                double serif = Math.Min(5, width / 4);
                svg.Empty(
                    "path", "class", "whisker",
                    "d", $"M{P(middle - serif)},{P(upper)}h{P(2 * serif)}M{P(middle - serif)},{P(lower)}h{P(2 * serif)}M{P(middle)},{P(upper)}V{P(lower)}");
            }
        }

        if (hasLabel)
        {
            bool isInside = value < 0 && end + 14 > frame.Bottom - 2;
            double at = isInside ? end - 6 : value < 0 ? end + 14 : Math.Max(highest - 5, frame.Top - 2);
            bool isOnColor = isInside && ((int?)bars.Fill ?? series) % 4 == (int)BarFill.Solid;
            svg.Label(middle, at, Y.Text(value), isOnColor ? "value onColor" : "value", Anchor.Middle);
        }
    }

    private static string P(double value) => Invariant.PathCoordinate(value);

    private static string Cross(double x, double y) => $"M{P(x - 3.5)},{P(y - 3.5)}l7,7M{P(x + 3.5)},{P(y - 3.5)}l-7,7";
}
