using StaticNet.Reports.Drawing;

namespace StaticNet.Reports;

/// <summary>Pictures in rows, each with its caption, such as digits or the weights of units.</summary>
public sealed class ImageGrid : Chart
{
    private const double Gap = 12;
    private const double LineHeight = 14;
    private const int MostLines = 3;

    private readonly GridImage[] _images;

    /// <summary>Pictures in rows.</summary>
    /// <param name="title">Title of all.</param>
    /// <param name="images">The pictures, from left to right and row by row.</param>
    public ImageGrid(string title, IEnumerable<GridImage> images)
        : base(title)
    {
        ArgumentNullException.ThrowIfNull(images);
        _images = [.. images];
    }

    /// <summary>The colours: grey for images, diverging ones for weights.</summary>
    public ColorMap Map { get; init; } = ColorMap.Gray;

    /// <summary>What the values measure, and which of them have the colours at the ends; without ends, the smallest and the largest.</summary>
    public Axis Value { get; init; } = new();

    /// <summary>Whether a colour means the same value in all pictures, rather than each picture having its own range.</summary>
    public bool SharedScale { get; init; } = true;

    /// <summary>Width of a picture in pixels; it may be less where there is little room.</summary>
    public double Size { get; init; } = 72;

    internal override void Check()
    {
        Value.Check("The axis of values");
        if (!(Size >= 16 && Size <= 800))
        {
            throw new ArgumentException($"Pictures are to be {Size} pixels wide; expected 16 to 800.");
        }
    }

    internal override Csv Data()
    {
        int most = _images.Select(static image => image.Width * image.Height).DefaultIfEmpty().Max();
        var csv = new Csv(["caption", "width", "height", .. Enumerable.Range(0, most).Select(static i => Invariant.RoundTrip(i))]);
        foreach (GridImage image in _images)
        {
            csv.Field(image.Caption).Field(image.Width).Field(image.Height);
            for (int i = 0; i < most; i++)
            {
                _ = i < image.Values.Length ? csv.Field(image.Values[i].ToString("R", System.Globalization.CultureInfo.InvariantCulture)) : csv.Field("");
            }

            csv.EndRow();
        }

        return csv;
    }

    internal override string Describe() =>
        $"{_images.Length} pictures. " + string.Join("; ", _images.Take(24).Select(static image => image.Caption).Where(static caption => caption.Length > 0));

    internal override Picture Draw(double width)
    {
        var svg = new Markup();
        if (_images.Length == 0)
        {
            svg.Label(width / 2, 30, "no pictures", "title", Anchor.Middle);
            return new Picture(width, 50, svg);
        }

        double size = Math.Min(Size, (width - Gap) / 2);
        int columns = Math.Max(1, (int)((width + Gap) / (size + Gap)));
        ColorScale? shared = SharedScale ? Scale(_images) : null;
        double top = 0;
        svg.Begin("g", "class", "marks");
        foreach (GridImage[] row in _images.Chunk(columns))
        {
            string[][] captions = [.. row.Select(image => Lines(image.Caption, size))];
            double high = row.Max(image => size * image.Height / image.Width);
            for (int i = 0; i < row.Length; i++)
            {
                DrawImage(svg, row[i], shared ?? Scale([row[i]]), i * (size + Gap), top, size);
                for (int line = 0; line < captions[i].Length; line++)
                {
                    svg.Label(i * (size + Gap), top + high + 14 + (line * LineHeight), captions[i][line], "tick small");
                }
            }

            int lines = captions.Max(static caption => caption.Length);
            top += high + Gap + (lines > 0 ? (lines * LineHeight) + 6 : 0);
        }

        svg.End();
        return new Picture(width, top - Gap + 6, svg);
    }

    private ColorScale Scale(IEnumerable<GridImage> images) => new(Map, images.SelectMany(static image => image.All), Value, round: false);

    private void DrawImage(Markup svg, GridImage image, ColorScale colors, double x, double y, double width)
    {
        double[] finite = [.. image.All.Where(double.IsFinite)];
        string range = finite.Length == 0 ? "no values" : $"{Value.Text(finite.Min())} to {Value.Text(finite.Max())}";
        double height = width * image.Height / image.Width;
        (string, string, string, string) box = (Invariant.Coordinate(x), Invariant.Coordinate(y), Invariant.Coordinate(width), Invariant.Coordinate(height));
        svg.Empty("rect", "class", "tile", "x", box.Item1, "y", box.Item2, "width", box.Item3, "height", box.Item4);
        svg.Titled(
            "image", image.Caption.Length > 0 ? $"{image.Caption}\n{range}" : range, "class", "pixels", "x", box.Item1, "y", box.Item2, "width", box.Item3,
            "height", box.Item4, "preserveAspectRatio", "none",
            "href", Png.Address(image.Width, image.Height, (column, row) => colors.Of(image[row, column])));
    }

    private static string[] Lines(string caption, double width)
    {
        var lines = new List<string>();
        foreach (string word in caption.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && TextWidth.Of($"{lines[^1]} {word}", 11) <= width + 4)
            {
                lines[^1] += ' ' + word;
            }
            else if (lines.Count == MostLines)
            {
                lines[^1] += '…';
                break;
            }
            else
            {
                lines.Add(word);
            }
        }

        return [.. lines.Select(line => TextWidth.Shorten(line, 11, width + 6))];
    }
}
