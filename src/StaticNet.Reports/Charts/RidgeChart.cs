using System.Text;
using StaticNet.Reports.Drawing;

namespace StaticNet.Reports;

/// <summary>
/// Distributions one behind the other, such as a layer's inputs over the epochs. Each is smoothed by a Gaussian whose width follows Silverman
/// ("Density Estimation for Statistics and Data Analysis", 1986, 3.31), and all are drawn to the same area.
/// </summary>
public sealed class RidgeChart : Chart
{
    private const int Places = 240;
    private const double Overlap = 2.4;

    private readonly List<(string Name, double[] Values)> _rows = [];

    /// <summary>A chart without distributions.</summary>
    /// <param name="title">Its title.</param>
    public RidgeChart(string title)
        : base(title)
    {
    }

    /// <summary>What the values measure. It is not logarithmic.</summary>
    public Axis X { get; init; } = new();

    /// <summary>What the rows stand for.</summary>
    public string RowTitle { get; init; } = "";

    /// <summary>Adds a distribution below those before.</summary>
    /// <param name="name">What stands to its left.</param>
    /// <param name="values">The values; those that are not finite are left out.</param>
    public RidgeChart Add(string name, IEnumerable<double> values)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(values);
        _rows.Add((name, [.. values.Where(double.IsFinite).Order()]));
        return this;
    }

    internal override void Check()
    {
        X.Check("The X axis");
        if (X.Logarithmic)
        {
            throw new ArgumentException("The axis of a ridge chart is logarithmic; expected a linear one: give it logarithms.");
        }
    }

    internal override Csv Data()
    {
        var csv = new Csv(RowTitle.Length > 0 ? RowTitle : "row", X.Title.Length > 0 ? X.Title : "value");
        foreach ((string name, double[] values) in _rows)
        {
            foreach (double value in values)
            {
                csv.Field(name).Field(value).EndRow();
            }
        }

        return csv;
    }

    internal override string Describe() => $"Ridge chart of {_rows.Count} distributions. "
        + string.Join("; ", _rows.Take(24).Select(row => row.Values.Length == 0 ? $"{row.Name}: no data" : $"{row.Name}: {Quartiles(row.Values)}")) + ".";

    internal override Picture Draw(double width)
    {
        var svg = new Markup();
        double step = _rows.Count > 12 ? 26 : 34;
        double top = (RowTitle.Length > 0 ? 24 : 4) + (step * (Overlap - 1));
        double bottom = top + (step * _rows.Count);
        string[] names = [.. _rows.Select(row => TextWidth.Shorten(row.Name, FontSize, width * 0.3))];
        double left = names.Select(static name => TextWidth.Of(name, FontSize)).DefaultIfEmpty().Max() + 12;
        double[] all = [.. _rows.SelectMany(static row => row.Values)];
        Domain domain = Domain.Of(all, X, Margin.Round);
        var scale = new Scale(domain.Minimum, domain.Maximum, false, left, width - 8);
        var frame = new Frame(scale, new Scale(0, 1, false, bottom, top - (step * (Overlap - 1))));
        Tick[] ticks = AxisTicks.Flat(scale, X);
        svg.Begin("g", "class", "grid");
        foreach (Tick tick in ticks)
        {
            svg.Line(scale.Map(tick.Value), frame.Top, scale.Map(tick.Value), bottom, "gridline");
        }

        svg.End();
        svg.Begin("g", "class", "axis x");
        foreach (Tick tick in ticks)
        {
            svg.Label(Math.Min(scale.Map(tick.Value), width - (TextWidth.Of(tick.Label, FontSize) / 2)), bottom + 19, tick.Label, "tick", Anchor.Middle);
        }

        svg.End();
        double[][] densities = [.. _rows.Select(row => Density(row.Values, domain))];
        double highest = densities.Select(static density => density.DefaultIfEmpty().Max()).DefaultIfEmpty().Max();
        svg.Begin("g", "class", "marks c0");
        for (int i = 0; i < _rows.Count; i++)
        {
            double baseline = top + (step * (i + 1));
            svg.Line(left, baseline, scale.End, baseline, "gridline");
            if (_rows[i].Values.Length > 0)
            {
                DrawRidge(svg, frame, densities[i], highest, baseline, step * Overlap, $"{_rows[i].Name}: {Quartiles(_rows[i].Values)}");
            }
        }

        svg.End();
        svg.Begin("g", "class", "axis y");
        for (int i = 0; i < _rows.Count; i++)
        {
            svg.Label(left - 10, top + (step * (i + 1)), names[i], "tick", Anchor.End);
        }

        svg.End();
        if (RowTitle.Length > 0)
        {
            svg.Label(0, 13, TextWidth.Shorten(RowTitle, FontSize, width * 0.6), "title");
        }

        double below = 24;
        if (X.Title.Length > 0)
        {
            below += 20;
            svg.Label((left + scale.End) / 2, bottom + below - 4, TextWidth.Shorten(X.Title, FontSize, width - left), "title", Anchor.Middle);
        }

        return new Picture(width, bottom + below, svg);
    }

    private static void DrawRidge(Markup svg, Frame frame, double[] density, double highest, double baseline, double height, string title)
    {
        var outline = new StringBuilder();
        for (int i = 0; i < Places; i++)
        {
            double x = frame.Left + (frame.Width * i / (Places - 1));
            double y = baseline - (highest > 0 ? density[i] / highest * height : 0);
            outline.Append(i == 0 ? 'M' : 'L').Append(Invariant.PathCoordinate(x)).Append(',').Append(Invariant.PathCoordinate(Math.Max(y, frame.Top)));
        }

        string line = outline.ToString();
        svg.Titled("path", title, "class", "ridge", "d", $"{line}V{Invariant.PathCoordinate(baseline)}H{Invariant.PathCoordinate(frame.Left)}z");
        svg.Empty("path", "class", "line thin", "d", line);
    }

    private static double[] Density(double[] sorted, Domain domain)
    {
        var density = new double[Places];
        if (sorted.Length == 0)
        {
            return density;
        }

        // Counted first and smoothed then, so that a hundred thousand values cost no more than a hundred.
        double span = domain.Maximum - domain.Minimum;
        var counts = new double[Places];
        foreach (double value in sorted)
        {
            double place = (value - domain.Minimum) / span * (Places - 1);
            if (place is >= 0 and <= Places - 1)
            {
                counts[(int)Math.Round(place)]++;
            }
        }

        double mean = sorted.Average();
        double deviation = Math.Sqrt(sorted.Average(value => (value - mean) * (value - mean)));
        double quartiles = (At(sorted, 0.75) - At(sorted, 0.25)) / 1.34;
        double spread = quartiles > 0 ? Math.Min(deviation, quartiles) : deviation;
        double width = Math.Max(0.9 * spread * Math.Pow(sorted.Length, -0.2) / span * (Places - 1), 0.8);
        int reach = (int)Math.Ceiling(Math.Min(width * 4, Places));
        for (int i = 0; i < Places; i++)
        {
            for (int j = Math.Max(0, i - reach); j <= Math.Min(Places - 1, i + reach); j++)
            {
                density[i] += counts[j] * Math.Exp(-0.5 * (i - j) * (i - j) / (width * width));
            }

            density[i] /= width * sorted.Length;
        }

        return density;
    }

    private static double At(double[] sorted, double part) => sorted[(int)Math.Round(part * (sorted.Length - 1))];

    private string Quartiles(double[] sorted) =>
        $"half of the values from {X.Text(At(sorted, 0.25))} to {X.Text(At(sorted, 0.75))}, all from {X.Text(sorted[0])} to {X.Text(sorted[^1])}";
}
