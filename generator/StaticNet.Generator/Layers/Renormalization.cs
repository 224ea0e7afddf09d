namespace StaticNet.Generator.Layers;

/// <summary>How far batch renormalisation goes.</summary>
/// <param name="RMax">The largest r.</param>
/// <param name="DMax">The largest |d|.</param>
internal sealed record Renormalization(double RMax, double DMax)
{
    /// <summary>What is declared; null without it, after a report of numbers that are given all the same.</summary>
    public static Renormalization? Read(Arguments arguments)
    {
        double largestRatio = arguments.Number("RMax", 3, static ratio => ratio >= 1, "1 or more");
        double largestShift = arguments.Number("DMax", 5, static shift => shift >= 0, "0 or more");
        if (arguments.Flag("Renormalize", false))
        {
            return new Renormalization(largestRatio, largestShift);
        }

        arguments.ReportUnused(["RMax", "DMax"], "without Renormalize = true");
        return null;
    }
}
