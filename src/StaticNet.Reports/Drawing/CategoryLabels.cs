namespace StaticNet.Reports.Drawing;

/// <summary>Names below a chart that never overlap: in one line, else broken into lines, else slanted, and of too many only every so many.</summary>
internal sealed class CategoryLabels
{
    private const double LineHeight = 14;
    private const double Gap = 8;
    private const double SlantedSpacing = 19;
    private const double WidestSlanted = 120;
    private const int MostLines = 3;

    private readonly string[][] _lines;
    private readonly bool _slanted;
    private readonly int _every = 1;

    /// <param name="labels">The names, from left to right.</param>
    /// <param name="slot">Pixels between the middles of two neighbours.</param>
    public CategoryLabels(IReadOnlyList<string> labels, double slot)
    {
        _lines = [.. labels.Select(static label => new[] { label })];
        slot = Math.Max(slot, 1);
        if (labels.All(label => TextWidth.Of(label, Chart.FontSize) <= slot - Gap))
        {
            Height = LineHeight;
            return;
        }

        // Short names, as numbers are, are not worth slanting.
        double longest = labels.Max(static label => TextWidth.Of(label, Chart.FontSize));
        if (longest <= 44)
        {
            _every = (int)Math.Ceiling((longest + Gap) / slot);
            Height = LineHeight;
            return;
        }

        string[][] broken = [.. labels.Select(label => Break(label, slot - Gap))];
        if (broken.All(lines => lines.Length <= MostLines && lines.All(line => TextWidth.Of(line, Chart.FontSize) <= slot - Gap)))
        {
            _lines = broken;
            Height = LineHeight * broken.Max(static lines => lines.Length);
            return;
        }

        _slanted = true;
        _every = (int)Math.Ceiling(SlantedSpacing / slot);
        _lines = [.. labels.Select(static label => new[] { TextWidth.Shorten(label, Chart.FontSize, WidestSlanted) })];
        Reach = _lines.Select(static lines => TextWidth.Of(lines[0], Chart.FontSize) * 0.71).Max();
        Height = (_lines.Max(static lines => TextWidth.Of(lines[0], Chart.FontSize)) * 0.71) + LineHeight;
    }

    /// <summary>Pixels they take, from the top of the first line to the bottom of the last.</summary>
    public double Height { get; }

    /// <summary>How far a slanted name reaches to the left of its place.</summary>
    public double Reach { get; }

    /// <summary>Draws them.</summary>
    /// <param name="svg">What is drawn on.</param>
    /// <param name="middle">The middle of the place of a name.</param>
    /// <param name="top">Where the names begin.</param>
    public void Draw(Markup svg, Func<int, double> middle, double top)
    {
        svg.Begin("g", "class", _slanted ? "axis x slanted" : "axis x");
        for (int i = 0; i < _lines.Length; i += _every)
        {
            if (_slanted)
            {
                (double x, double y) = (middle(i) + 4, top + 8);
                svg.Element(
                    "text", _lines[i][0], "class", "tick end", "x", Invariant.Coordinate(x), "y", Invariant.Coordinate(y),
                    "transform", $"rotate(-45 {Invariant.Coordinate(x)} {Invariant.Coordinate(y)})");
                continue;
            }

            for (int line = 0; line < _lines[i].Length; line++)
            {
                svg.Label(middle(i), top + 11 + (line * LineHeight), _lines[i][line], "tick", Anchor.Middle);
            }
        }

        svg.End();
    }

    private static string[] Break(string label, double width)
    {
        var lines = new List<string>();
        foreach (string word in label.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && TextWidth.Of($"{lines[^1]} {word}", Chart.FontSize) <= width)
            {
                lines[^1] += ' ' + word;
            }
            else
            {
                lines.Add(word);
            }
        }

        return lines.Count == 0 ? [""] : [.. lines];
    }
}
