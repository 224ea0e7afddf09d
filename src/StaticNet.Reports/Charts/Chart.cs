using System.Globalization;
using StaticNet.Reports.Drawing;
using StaticNet.Reports.Page;

namespace StaticNet.Reports;

/// <summary>
/// A picture of data: SVG drawn for wide and for narrow places apart, with a description for those who cannot see it, and its data as a CSV file.
/// </summary>
public abstract class Chart : Block
{
    internal const double WideWidth = 800;
    internal const double NarrowWidth = 360;
    internal const double SmallWidth = 260;
    internal const double FontSize = 12;

    private protected Chart(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        Title = title;
    }

    /// <summary>The title, above the picture.</summary>
    public string Title { get; }

    /// <summary>What to see in the picture, below it; may hold <c>**bold**</c> and <c>`code`</c>.</summary>
    public string? Caption { get; init; }

    /// <summary>What the picture shows, for those who cannot see it; without it, made from the data.</summary>
    public string? Description { get; init; }

    /// <summary>The data as comma-separated values (RFC 4180).</summary>
    public string ToCsv()
    {
        Check();
        return Data().ToString();
    }

    /// <summary>The picture alone, as an SVG document that brings its colours for light and dark.</summary>
    /// <param name="width">Its width in pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="width"/> is not between 240 and 4000.</exception>
    /// <exception cref="ArgumentException">The parts of the chart do not fit together.</exception>
    public string ToSvg(double width = WideWidth)
    {
        if (!(width >= 240 && width <= 4000))
        {
            throw new ArgumentOutOfRangeException(nameof(width), width, "Expected a width from 240 to 4000 pixels.");
        }

        Check();
        const double Heading = 30;
        Picture picture = Draw(width);
        double top = Title.Length > 0 ? Heading : 0;
        var svg = new Markup();
        svg.Begin(
            "svg", "xmlns", "http://www.w3.org/2000/svg", "role", "img", "aria-label", Alternative(), "width", Invariant.Coordinate(picture.Width),
            "height", Invariant.Coordinate(picture.Height + top), "viewBox",
            $"0 {Invariant.Coordinate(-top)} {Invariant.Coordinate(picture.Width)} {Invariant.Coordinate(picture.Height + top)}");
        svg.Raw($"<style>\n{Resource.Text("chart.css")}</style>\n");
        if (top > 0)
        {
            svg.Label(0, 18 - top, TextWidth.Shorten(InlineMarkup.Plain(Title), 15, width), "heading");
        }

        svg.Raw(picture.Marks.ToString());
        svg.End();
        return svg.ToString();
    }

    /// <summary>Draws the chart.</summary>
    /// <param name="width">Its width; the height follows from what there is to draw.</param>
    internal abstract Picture Draw(double width);

    /// <summary>The data, one row a value or a set of values.</summary>
    internal abstract Csv Data();

    /// <summary>Kind of chart and what it holds, in words.</summary>
    internal abstract string Describe();

    /// <exception cref="ArgumentException">The parts of the chart do not fit together.</exception>
    internal virtual void Check()
    {
    }

    internal override void Write(PageWriter page)
    {
        Check();
        page.BeginFigure(page.IsDense ? "chart dense" : "chart", Title, Data());
        WritePictures(page);
        WriteRest(page);
        page.EndFigure(Caption);
    }

    /// <summary>Writes the pictures for wide and for narrow places.</summary>
    internal void WritePictures(PageWriter page)
    {
        Picture wide = Draw(WideWidth);
        WritePicture(page.Markup, wide, "wide");
        WritePicture(page.Markup, Draw(NarrowWidth), "narrow");
        if (page.IsDense)
        {
            WritePicture(page.Markup, Draw(SmallWidth), "small");
        }

        if (wide.Values is not null)
        {
            // In a script only "</" could end it, and no JSON needs that.
            page.Markup.Raw($"<script type=\"application/json\">{wide.Values.Replace("<", "\\u003c", StringComparison.Ordinal)}</script>\n");
        }
    }

    /// <summary>What belongs to the figure below the picture.</summary>
    private protected virtual void WriteRest(PageWriter page)
    {
    }

    private void WritePicture(Markup markup, Picture picture, string style)
    {
        string box = $"0 0 {Invariant.Coordinate(picture.Width)} {Invariant.Coordinate(picture.Height)}";
        if (picture.Frame is { } frame)
        {
            markup.Begin("svg", "class", style, "role", "img", "aria-label", Alternative(), "viewBox", box, "data-x", Of(frame.X), "data-y", Of(frame.Y));
        }
        else
        {
            markup.Begin("svg", "class", style, "role", "img", "aria-label", Alternative(), "viewBox", box);
        }

        markup.Raw(picture.Marks.ToString());
        markup.End();
    }

    private string Alternative() => Description ?? (Title.Length > 0 ? $"{InlineMarkup.Plain(Title)}. {Describe()}" : Describe());

    private static string Of(Scale scale) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(scale.Logarithmic ? 1 : 0)} {scale.Minimum:R} {scale.Maximum:R} {Invariant.Coordinate(scale.Start)} {Invariant.Coordinate(scale.End)}");
}
