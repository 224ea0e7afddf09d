namespace StaticNet.Reports.Drawing;

/// <summary>Chooses as many marks for an axis as their labels leave room for, and draws them.</summary>
internal static class AxisTicks
{
    private const double Gap = 14;
    private const double LineHeight = 18;

    /// <summary>Marks for an axis that lies flat.</summary>
    /// <param name="scale">Where values are.</param>
    /// <param name="axis">What they are.</param>
    /// <param name="isWhole">Whether they are whole numbers, as epochs are, so that no mark should stand between two.</param>
    public static Tick[] Flat(Scale scale, Axis axis, bool isWhole = false) =>
        Choose(scale, axis, isWhole, 54, static (a, b, label) => Math.Abs(a - b) - (label / 2) - Gap);

    /// <summary>Marks for an axis that stands upright.</summary>
    public static Tick[] Upright(Scale scale, Axis axis) => Choose(scale, axis, false, 38, static (a, b, _) => Math.Abs(a - b) - LineHeight);

    /// <summary>Room that labels of an upright axis take to its left or right.</summary>
    public static double Width(IEnumerable<Tick> ticks) => ticks.Select(static tick => TextWidth.Of(tick.Label, Chart.FontSize)).DefaultIfEmpty().Max();

    /// <summary>Draws lines across the frame, labels and titles of both axes.</summary>
    public static void Draw(Markup svg, Frame frame, Tick[] x, Tick[] y, Axis xAxis)
    {
        svg.Begin("g", "class", "grid");
        foreach (Tick tick in y)
        {
            double at = frame.Y.Map(tick.Value);
            svg.Line(frame.Left, at, frame.Right, at, "gridline");
        }

        foreach (Tick tick in x)
        {
            double at = frame.X.Map(tick.Value);
            svg.Line(at, frame.Bottom, at, frame.Bottom + 4, "notch");
        }

        if (xAxis.Logarithmic)
        {
            foreach (double value in Ticks.BetweenDecades(frame.X.Minimum, frame.X.Maximum))
            {
                double at = frame.X.Map(value);
                svg.Line(at, frame.Bottom, at, frame.Bottom + 2.5, "notch");
            }
        }

        svg.Line(frame.Left, frame.Bottom, frame.Right, frame.Bottom, "baseline");
        svg.End();
        svg.Begin("g", "class", "axis y");
        foreach (Tick tick in y)
        {
            svg.Label(frame.Left - 8, frame.Y.Map(tick.Value) + 4, tick.Label, "tick", Anchor.End);
        }

        svg.End();
        svg.Begin("g", "class", "axis x");
        foreach (Tick tick in x)
        {
            svg.Label(frame.X.Map(tick.Value), frame.Bottom + 19, tick.Label, "tick", Anchor.Middle);
        }

        svg.End();
    }

    private static Tick[] Choose(Scale scale, Axis axis, bool isWhole, double spacing, Func<double, double, double, double> room)
    {
        double length = Math.Abs(scale.End - scale.Start);
        Tick[] best = [];
        foreach (Tick[] ticks in Candidates(scale, axis, isWhole, Math.Max(2, (int)(length / spacing))))
        {
            if (Fits(ticks))
            {
                return ticks;
            }

            best = ticks;
        }

        return best.Length == 0 ? [] : [best[0]];

        bool Fits(Tick[] ticks)
        {
            if (ticks.Length < 2)
            {
                return ticks.Length == 1;
            }

            for (int i = 1; i < ticks.Length; i++)
            {
                double widths = TextWidth.Of(ticks[i - 1].Label, Chart.FontSize) + TextWidth.Of(ticks[i].Label, Chart.FontSize);
                if (room(scale.Map(ticks[i - 1].Value), scale.Map(ticks[i].Value), widths) < 0)
                {
                    return false;
                }
            }

            return true;
        }
    }

    private static bool IsWhole(Tick tick) => tick.Value == Math.Round(tick.Value);

    private static IEnumerable<Tick[]> Candidates(Scale scale, Axis axis, bool isWhole, int most)
    {
        if (scale.Logarithmic)
        {
            foreach (Tick[] ticks in Ticks.Logarithmic(scale.Minimum, scale.Maximum, axis.Percent))
            {
                yield return ticks;
            }
        }
        else
        {
            for (int count = most; count >= 1; count--)
            {
                Tick[] ticks = Ticks.Linear(scale.Minimum, scale.Maximum, count, axis.Percent);
                if (!isWhole || (ticks.Length > 1 && Array.TrueForAll(ticks, IsWhole)))
                {
                    yield return ticks;
                }
                else if (count == 1)
                {
                    // Of whole numbers less than one apart there is one at most.
                    yield return [.. ticks.Where(IsWhole).Select(tick => tick with { Label = axis.Text(tick.Value) })];
                }
            }
        }
    }
}
