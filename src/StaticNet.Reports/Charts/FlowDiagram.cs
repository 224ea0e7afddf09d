using System.Text;
using StaticNet.Reports.Drawing;

namespace StaticNet.Reports;

/// <summary>A step of a flow.</summary>
/// <param name="Name">Its name: what <see cref="From"/> of other steps refers to.</param>
/// <param name="Label">What it does.</param>
/// <param name="Detail">What else there is to know, in a line.</param>
/// <param name="IsQuiet">Whether it is outlined by dashes, as what is gone in the end.</param>
public sealed record FlowStep(string Name, string Label, string Detail = "", bool IsQuiet = false)
{
    /// <summary>Steps above that it takes its input from; without any, the step right above.</summary>
    public IReadOnlyList<string> From { get; init; } = [];
}

/// <summary>Steps one below the other, joined by arrows, such as the layers of a network.</summary>
public sealed class FlowDiagram : Chart
{
    private const double BoxHeight = 44;
    private const double Step = 66;
    private const double Lane = 12;

    private readonly FlowStep[] _steps;

    /// <summary>Steps one below the other.</summary>
    /// <param name="title">Title of the diagram.</param>
    /// <param name="steps">The steps, from the top.</param>
    /// <exception cref="ArgumentException">A step takes its input from one that is not above it.</exception>
    public FlowDiagram(string title, IEnumerable<FlowStep> steps)
        : base(title)
    {
        ArgumentNullException.ThrowIfNull(steps);
        _steps = [.. steps];
        for (int i = 0; i < _steps.Length; i++)
        {
            foreach (string from in _steps[i].From)
            {
                if (IndexOf(from, i) < 0)
                {
                    throw new ArgumentException($"'{_steps[i].Name}' takes its input from '{from}'; expected the name of a step above it.", nameof(steps));
                }
            }
        }
    }

    internal override Csv Data()
    {
        var csv = new Csv("name", "label", "detail", "from");
        for (int i = 0; i < _steps.Length; i++)
        {
            FlowStep step = _steps[i];
            csv.Field(step.Name).Field(step.Label).Field(step.Detail).Field(string.Join(' ', Sources(i).Select(source => _steps[source].Name))).EndRow();
        }

        return csv;
    }

    internal override string Describe() => $"Diagram of {_steps.Length} steps: {string.Join(", then ", _steps.Select(static step => step.Label))}.";

    internal override Picture Draw(double width)
    {
        var svg = new Markup();
        if (_steps.Length == 0)
        {
            svg.Label(width / 2, 30, "no steps", "title", Anchor.Middle);
            return new Picture(width, 50, svg);
        }

        List<(int From, int To, int Lane)> detours = Detours();
        int lanes = detours.Select(static detour => detour.Lane + 1).DefaultIfEmpty().Max();
        double boxWidth = Math.Min(520, width - 2 - (lanes * Lane) - (lanes > 0 ? 10 : 0));
        svg.Begin("g", "class", "marks");
        for (int i = 0; i < _steps.Length; i++)
        {
            FlowStep step = _steps[i];
            double top = 1 + (i * Step);
            string title = $"{step.Name}: {step.Label}{(step.Detail.Length > 0 ? "\n" + step.Detail : "")}";
            svg.Titled(
                "rect", title, "class", step.IsQuiet ? "node folded" : "node", "x", "1", "y", Invariant.Coordinate(top),
                "width", Invariant.Coordinate(boxWidth), "height", Invariant.Coordinate(BoxHeight), "rx", "6");
            string label = TextWidth.Shorten(step.Label, 13, boxWidth * 0.72);
            svg.Label(15, top + (step.Detail.Length > 0 ? 19 : 27), label, "strong");
            double nameRoom = boxWidth - 28 - (TextWidth.Of(label, 13) * 1.1) - 12;
            if (nameRoom > 30 && step.Name != step.Label)
            {
                svg.Label(boxWidth - 13, top + (step.Detail.Length > 0 ? 19 : 27), TextWidth.Shorten(step.Name, FontSize, nameRoom), "quiet", Anchor.End);
            }

            if (step.Detail.Length > 0)
            {
                svg.Label(15, top + 35, TextWidth.Shorten(step.Detail, FontSize, boxWidth - 28), "quiet");
            }

            if (Sources(i).Contains(i - 1))
            {
                DrawArrow(svg, $"M{P(boxWidth / 2)},{P(top - Step + BoxHeight + 2)}V{P(top - 2)}", boxWidth / 2, top - 2, down: true);
            }
        }

        foreach ((int from, int to, int lane) in detours)
        {
            double x = boxWidth + 12 + (lane * Lane);
            double start = 1 + (from * Step) + (BoxHeight * 0.7);
            double end = 1 + (to * Step) + (BoxHeight * 0.3);
            DrawArrow(svg, $"M{P(boxWidth + 1)},{P(start)}H{P(x)}V{P(end)}H{P(boxWidth + 3)}", boxWidth + 3, end, down: false);
        }

        svg.End();
        return new Picture(width, ((_steps.Length - 1) * Step) + BoxHeight + 2, svg);
    }

    private static string P(double value) => Invariant.PathCoordinate(value);

    private static void DrawArrow(Markup svg, string line, double x, double y, bool down)
    {
        var path = new StringBuilder(line);
        path.Append('M').Append(P(x)).Append(',').Append(P(y)).Append(down ? "l-4,-5m4,5l4,-5" : "l5,-4m-5,4l5,4");
        svg.Empty("path", "class", "arrow", "d", path.ToString());
    }

    private int IndexOf(string name, int before) => Array.FindIndex(_steps, 0, before, step => step.Name == name);

    private int[] Sources(int i) => _steps[i].From.Count > 0 ? [.. _steps[i].From.Select(from => IndexOf(from, i))] : i > 0 ? [i - 1] : [];

    // Lines past other steps: each in the innermost lane that is free.
    private List<(int From, int To, int Lane)> Detours()
    {
        var detours = new List<(int From, int To, int Lane)>();
        for (int to = 0; to < _steps.Length; to++)
        {
            foreach (int from in Sources(to).Where(from => from < to - 1).OrderDescending())
            {
                int lane = 0;
                while (detours.Exists(other => other.Lane == lane && other.From <= to && from <= other.To))
                {
                    lane++;
                }

                detours.Add((from, to, lane));
            }
        }

        return detours;
    }
}
