using System.Text;
using StaticNet.Reports.Drawing;

namespace StaticNet.Reports;

/// <summary>Clouds of points.</summary>
public sealed class ScatterChart : CartesianChart
{
    private const int MostTitles = 200;
    private const int Many = 1000;

    private readonly List<Points> _clouds = [];

    /// <summary>A chart without points.</summary>
    /// <param name="title">Its title.</param>
    public ScatterChart(string title)
        : base(title)
    {
    }

    /// <summary>The clouds, in the order of the legend.</summary>
    public IReadOnlyList<Points> Clouds => _clouds;

    /// <summary>Whether a unit is as long on one axis as on the other, so that circles look round. Only where neither is logarithmic.</summary>
    public bool EqualScales { get; init; }

    private protected override bool HasEqualScales => EqualScales && !X.Logarithmic && !Y.Logarithmic;

    private protected override Margin XMargin => Margin.Round;

    private protected override IEnumerable<double> XValues => Drawn.Select(static point => point.X);

    private protected override IEnumerable<double> YValues => Drawn.Select(static point => point.Y);

    private protected override IEnumerable<LegendEntry> LegendEntries =>
        _clouds.Select(static (cloud, i) => new LegendEntry(cloud.Name, LegendMark.Point, cloud.Color ?? i, i, i));

    private IEnumerable<(double X, double Y)> Drawn => _clouds
        .SelectMany(static cloud => cloud.X.Zip(cloud.Y)).Where(static point => double.IsFinite(point.First) && double.IsFinite(point.Second));

    /// <summary>Adds a cloud.</summary>
    /// <param name="points">The cloud.</param>
    public ScatterChart Add(Points points)
    {
        ArgumentNullException.ThrowIfNull(points);
        _clouds.Add(points);
        return this;
    }

    /// <summary>Adds a cloud.</summary>
    /// <param name="name">What the legend calls it.</param>
    /// <param name="x">Places of the points.</param>
    /// <param name="y">Heights of the points, as many. Points of which a coordinate is not finite are not drawn.</param>
    public ScatterChart Add(string name, IEnumerable<double> x, IEnumerable<double> y) => Add(new Points(name, x, y));

    internal override Csv Data()
    {
        var csv = new Csv("series", AxisName(X, "x"), AxisName(Y, "y"));
        foreach (Points cloud in _clouds)
        {
            for (int i = 0; i < cloud.X.Count; i++)
            {
                csv.Field(cloud.Name).Field(cloud.X[i]).Field(cloud.Y[i]).EndRow();
            }
        }

        return csv;
    }

    internal override string Describe() =>
        $"Scatter chart. {Range(X, XValues, "x")}; {Range(Y, YValues, "y")}. "
        + string.Join("; ", _clouds.Select(static cloud => $"{(cloud.Name.Length > 0 ? cloud.Name : "points")}: {Invariant.Value(cloud.X.Count)}")) + ".";

    private protected override double FrameHeight(double width) => width >= 600 ? 360 : width >= 300 ? 260 : 200;

    private protected override string? DrawMarks(Markup svg, Frame frame)
    {
        var json = new StringBuilder();
        int total = _clouds.Sum(static cloud => cloud.X.Count);
        bool isEmpty = true;
        for (int index = 0; index < _clouds.Count; index++)
        {
            Points cloud = _clouds[index];
            double[] x = [.. cloud.X.Select(frame.X.Map)];
            double[] y = [.. cloud.Y.Select(frame.Y.Map)];
            List<int> kept = total <= Many ? [.. Enumerable.Range(0, x.Length)] : Thinning.Squares(x, y, 1.5);
            kept.RemoveAll(i => !frame.Contains(x[i], y[i]));
            isEmpty &= kept.Count == 0;
            svg.Begin("g", "class", $"points {Shape.ColorClass(cloud.Color ?? index)}");
            if (total <= MostTitles)
            {
                foreach (int i in kept)
                {
                    svg.Titled("path", Text(cloud, i), "class", "mark", "d", Shape.Marker(index, x[i], y[i]));
                }
            }
            else if (kept.Count > 0)
            {
                svg.Titled(
                    "path", $"{cloud.Name}: {Invariant.Value(cloud.X.Count)} points", "class", total > Many ? "mark faint" : "mark",
                    "d", string.Concat(kept.Select(i => Shape.Marker(index, x[i], y[i]))));
            }

            svg.End();
            json.Append(json.Length == 0 ? "" : ",").Append("{\"name\":").Append(HoverJson.Text(cloud.Name)).Append(",\"color\":")
                .Append((cloud.Color ?? index) % Shape.Colors).Append(",\"x\":").Append(HoverJson.Numbers(kept.Select(i => cloud.X[i])))
                .Append(",\"y\":").Append(HoverJson.Numbers(kept.Select(i => cloud.Y[i]))).Append('}');
        }

        if (isEmpty)
        {
            DrawNoData(svg, frame);
        }

        return isEmpty ? null : $"{{\"kind\":\"points\",\"x\":{HoverJson.Axis(X, "x")},\"y\":{HoverJson.Axis(Y, "y")},\"series\":[{json}]}}";
    }

    private string Text(Points cloud, int i) => $"{cloud.Name}: {AxisName(X, "x")} {X.Text(cloud.X[i])}, {AxisName(Y, "y")} {Y.Text(cloud.Y[i])}";
}
