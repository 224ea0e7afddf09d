using System.Globalization;
using System.Net;
using System.Text;

namespace StaticNet.Benchmarks;

/// <summary>A line chart as an SVG file: axes with a grid, a line a series, the legend beside it.</summary>
internal sealed class Chart(string title, string xTitle, string yTitle)
{
    private const int Width = 860;
    private const int Height = 420;
    private const int Left = 80;
    private const int Right = 590;
    private const int Top = 50;
    private const int Bottom = 360;

    private static readonly string[] _colors = ["#1f5fa8", "#c2410c", "#15803d", "#7e22ce", "#a16207"];

    /// <summary>Makes the horizontal axis; by default, one that labels the points' places in equal factors.</summary>
    public Func<double[], double, double, Axis> XAxis { get; init; } = Axis.Powers;

    /// <summary>Makes the vertical axis; by default a logarithmic one.</summary>
    public Func<IEnumerable<double>, double, double, Axis> YAxis { get; init; } = Axis.Logarithmic;

    /// <summary>The chart of <paramref name="series"/>.</summary>
    public string Draw(params Series[] series)
    {
        double[] places = [.. series.SelectMany(static line => line.Points).Select(static point => point.X).Distinct().Order()];
        Axis x = XAxis(places, Left, Right);
        Axis y = YAxis(series.SelectMany(static line => line.Points).Select(static point => point.Y), Bottom, Top);
        var svg = new StringBuilder();
        Line(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="sans-serif" font-size="13" fill="#222">""");
        Line(svg, $"""<rect width="{Width}" height="{Height}" fill="#fff"/>""");
        Label(svg, Left, 26, title, "start", """ font-size="16" font-weight="bold" """);
        DrawGrid(svg, x, y);
        for (int i = 0, color = 0; i < series.Length; i++)
        {
            // A limit has the colour of what it limits, the series before it.
            color += i > 0 && !series[i].IsLimit ? 1 : 0;
            DrawSeries(svg, series[i], _colors[color % _colors.Length], x, y, Top + 10 + (24 * i));
        }

        Line(svg, $"</svg>");
        return svg.ToString();
    }

    private void DrawGrid(StringBuilder svg, Axis x, Axis y)
    {
        foreach (double tick in x.Ticks)
        {
            Line(svg, $"""<line x1="{x.Place(tick):0.#}" y1="{Top}" x2="{x.Place(tick):0.#}" y2="{Bottom}" stroke="#e5e5e5"/>""");
            Label(svg, x.Place(tick), Bottom + 18, Axis.Label(tick), "middle");
        }

        foreach (double tick in y.Ticks)
        {
            Line(svg, $"""<line x1="{Left}" y1="{y.Place(tick):0.#}" x2="{Right}" y2="{y.Place(tick):0.#}" stroke="#e5e5e5"/>""");
            Label(svg, Left - 8, y.Place(tick) + 4, Axis.Label(tick), "end");
        }

        Line(svg, $"""<path d="M{Left} {Top}V{Bottom}H{Right}" fill="none" stroke="#666"/>""");
        Label(svg, (Left + Right) / 2.0, Bottom + 42, xTitle, "middle");
        int middle = (Top + Bottom) / 2;
        Label(svg, 20, middle, yTitle, "middle", $""" transform="rotate(-90 20 {middle})" """);
    }

    private static void DrawSeries(StringBuilder svg, Series series, string color, Axis x, Axis y, int legend)
    {
        string style = series.IsLimit ? $"""stroke="{color}" stroke-width="1.5" stroke-dasharray="5 4" """ : $"""stroke="{color}" stroke-width="2.5" """;
        string points = string.Join(' ', series.Points.Select(point => Format($"{x.Place(point.X):0.#},{y.Place(point.Y):0.#}")));
        Line(svg, $"""<polyline points="{points}" fill="none" {style}/>""");
        foreach ((double px, double py) in series.IsLimit ? [] : series.Points)
        {
            Line(svg, $"""<circle cx="{x.Place(px):0.#}" cy="{y.Place(py):0.#}" r="4" fill="{color}"><title>{Axis.Label(px)}: {py:0.####}</title></circle>""");
        }

        Line(svg, $"""<line x1="{Right + 16}" y1="{legend}" x2="{Right + 44}" y2="{legend}" {style}/>""");
        Label(svg, Right + 52, legend + 4, series.Name, "start");
    }

    private static void Label(StringBuilder svg, double x, double y, string text, string anchor, string attributes = "") =>
        Line(svg, $"""<text x="{x:0.#}" y="{y:0.#}" text-anchor="{anchor}"{attributes}>{WebUtility.HtmlEncode(text)}</text>""");

    private static void Line(StringBuilder svg, FormattableString line) => svg.Append(Format(line)).Append('\n');

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
