using System.Globalization;
using System.Text;

namespace StaticNet;

/// <summary>Prints a comparison as a table.</summary>
internal static class ComparisonTable
{
    /// <summary>The table, lines ending in a line feed.</summary>
    public static string Of(Comparison comparison)
    {
        var rows = new List<string[]> { (string[])["", .. comparison.Contestants.Select(static contestant => contestant.Name)] };
        rows.AddRange(comparison.Settings.Select(setting =>
            (string[])[setting.Title, .. comparison.Contestants.Select(contestant => Cell(comparison, contestant, setting))]));
        int[] widths = [.. rows[0].Select((_, column) => rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        foreach (string[] row in rows)
        {
            text.Append(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private static string Cell(Comparison comparison, Contestant contestant, ComparisonSetting setting)
    {
        ComparisonRun[] runs = [.. comparison.RunsOf(contestant, setting)];
        int diverged = runs.Count(static run => run.Divergence is not null);
        string median = runs.All(static run => run.Test is { Accuracy: null }) ? Losses(runs) : Accuracy(comparison.MedianTestAccuracy(contestant, setting));
        return diverged == 0 ? median : $"{median} ({diverged} of {runs.Length} diverged)".TrimStart();
    }

    private static string Accuracy(double? median) => median?.ToString("F4", CultureInfo.InvariantCulture) ?? "";

    private static string Losses(ComparisonRun[] runs)
    {
        double[] sorted = [.. runs.Select(static run => run.Test!.Loss).Order()];
        return $"loss {sorted[sorted.Length / 2].ToString("G5", CultureInfo.InvariantCulture)}";
    }
}
