using StaticNet.Reports.Drawing;

namespace StaticNet.Reports;

/// <summary>A chart with two axes.</summary>
public abstract class CartesianChart : Chart
{
    private const double TitleHeight = 20;
    private const double TickHeight = 24;

    // Beyond, sums of spans are no longer numbers.
    private const double MostEven = 1e300;

    private protected CartesianChart(string title)
        : base(title)
    {
    }

    /// <summary>The axis from left to right.</summary>
    public Axis X { get; init; } = new();

    /// <summary>The axis from the bottom up.</summary>
    public Axis Y { get; init; } = new();

    private protected abstract IEnumerable<double> XValues { get; }

    private protected abstract IEnumerable<double> YValues { get; }

    private protected virtual Margin XMargin => Margin.None;

    private protected virtual Margin YMargin => Margin.Round;

    /// <summary>Names along the bottom in place of numbers.</summary>
    private protected virtual IReadOnlyList<string>? Categories => null;

    private protected abstract IEnumerable<LegendEntry> LegendEntries { get; }

    /// <summary>Colours that need explaining, where there are any.</summary>
    private protected virtual (ColorScale Colors, double[]? Levels)? Colors => null;

    /// <summary>Whether a unit is as long on one axis as on the other.</summary>
    private protected virtual bool HasEqualScales => false;

    /// <summary>Height of the frame.</summary>
    private protected virtual double FrameHeight(double width) => width >= 600 ? 300 : width >= 300 ? 220 : 170;

    internal override void Check()
    {
        X.Check("The X axis");
        Y.Check("The Y axis");
    }

    internal override Picture Draw(double width)
    {
        var svg = new Markup();
        var legend = new Legend(LegendEntries, width);
        double top = legend.Height;
        bool isTitled = Y.Title.Length > 0 || Colors?.Colors.Axis.Title.Length > 0;
        top += isTitled ? TitleHeight + 12 : 8;
        double bottom = top + FrameHeight(width);
        Domain xDomain = Domain.Of(XValues, X, XMargin);
        Domain yDomain = Domain.Of(YValues, Y, YMargin);
        bool isEven = HasEqualScales && Span(xDomain) < MostEven && Span(yDomain) < MostEven;
        if (isEven)
        {
            // About as wide as the frame will be: the horizontal axis follows exactly.
            yDomain = Widened(yDomain, Span(xDomain) * (bottom - top) / (width - 48));
        }

        var yScale = new Scale(yDomain.Minimum, yDomain.Maximum, Y.Logarithmic, bottom, top);
        Tick[] yTicks = AxisTicks.Upright(yScale, Y);
        double left = AxisTicks.Width(yTicks) + 8;
        ColorBar? colorBar = Colors is { } colors ? new ColorBar(colors.Colors, top, bottom, colors.Levels) : null;
        double barWidth = colorBar?.Width ?? 0;
        double below;
        Frame frame;
        if (Categories is { Count: > 0 } categories)
        {
            double right = width - barWidth;
            var labels = new CategoryLabels(categories, (right - left) / categories.Count);
            double reach = labels.Reach - ((right - left) / categories.Count / 2);
            left = Math.Min(Math.Max(left, reach + 4), width / 2);
            frame = new Frame(new Scale(0, categories.Count, false, left, right), yScale);
            AxisTicks.Draw(svg, frame, [], yTicks, X);
            labels.Draw(svg, i => frame.X.Map(i + 0.5), bottom + 8);
            below = labels.Height + 12;
        }
        else
        {
            var scale = new Scale(xDomain.Minimum, xDomain.Maximum, X.Logarithmic, left, width - Math.Max(barWidth, 2));
            bool isWhole = XValues.All(static value => value == Math.Round(value));
            Tick[] xTicks = AxisTicks.Flat(scale, X, isWhole);

            // The outermost labels stand over the ends of the axis.
            double before = xTicks.Select(tick => (TextWidth.Of(tick.Label, FontSize) / 2) - scale.Map(tick.Value)).Append(0).Max();
            double after = xTicks.Select(tick => scale.Map(tick.Value) + (TextWidth.Of(tick.Label, FontSize) / 2) - width).Append(0).Max();
            scale = scale with { Start = scale.Start + before, End = Math.Min(scale.End, width - after - 1) };
            if (isEven)
            {
                double half = Span(yDomain) * (scale.End - scale.Start) / (bottom - top) / 2;
                double middle = (xDomain.Minimum / 2) + (xDomain.Maximum / 2);
                scale = scale with { Minimum = middle - half, Maximum = middle + half };
            }

            xTicks = AxisTicks.Flat(scale, X, isWhole);
            frame = new Frame(scale, yScale);
            AxisTicks.Draw(svg, frame, xTicks, yTicks, X);
            below = TickHeight;
        }

        svg.Begin("g", "class", "marks");
        string? values = DrawMarks(svg, frame);
        svg.End();
        legend.Draw(svg, 0);
        if (Y.Title.Length > 0)
        {
            svg.Label(0, legend.Height + 13, TextWidth.Shorten(Y.Title, FontSize, width * 0.6), "title");
        }

        if (colorBar is not null)
        {
            colorBar.Draw(svg, frame.Right);
            svg.Label(width, legend.Height + 13, TextWidth.Shorten(Colors!.Value.Colors.Axis.Title, FontSize, width * 0.38), "title", Anchor.End);
        }

        if (X.Title.Length > 0)
        {
            below += TitleHeight;
            svg.Label((frame.Left + frame.Right) / 2, bottom + below - 4, TextWidth.Shorten(X.Title, FontSize, frame.Width), "title", Anchor.Middle);
        }

        return new Picture(width, bottom + below, svg, values is null ? null : frame, values);
    }

    /// <summary>Draws what the chart is about.</summary>
    /// <returns>Values for the page's script, as JSON; null where the marks carry their values.</returns>
    private protected abstract string? DrawMarks(Markup svg, Frame frame);

    /// <summary>Says that there is nothing to see.</summary>
    private protected static void DrawNoData(Markup svg, Frame frame) =>
        svg.Label((frame.Left + frame.Right) / 2, (frame.Top + frame.Bottom) / 2, "no data", "title", Anchor.Middle);

    /// <summary>An axis and its range, in words.</summary>
    private protected static string Range(Axis axis, IEnumerable<double> values, string otherwise)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        string name = axis.Title.Length > 0 ? axis.Title : otherwise;
        return finite.Length == 0 ? $"{name}: no data" : $"{name} from {axis.Text(finite.Min())} to {axis.Text(finite.Max())}";
    }

    private static double Span(Domain domain) => domain.Maximum - domain.Minimum;

    private static Domain Widened(Domain domain, double span)
    {
        double room = Math.Max(0, (span - Span(domain)) / 2);
        return new Domain(domain.Minimum - room, domain.Maximum + room);
    }

    private protected static string AxisName(Axis axis, string otherwise) => axis.Title.Length > 0 ? axis.Title : otherwise;
}
