using System.Globalization;
using System.Text;

namespace StaticNet;

/// <summary>What a search found.</summary>
/// <typeparam name="TNetwork">The network.</typeparam>
public sealed class SearchResult<TNetwork>
    where TNetwork : Network
{
    internal SearchResult(IReadOnlyList<SearchTrial> trials, SearchTrial? best, TNetwork? network)
    {
        Trials = trials;
        Best = best;
        Network = network;
    }

    /// <summary>All trials, in order.</summary>
    public IReadOnlyList<SearchTrial> Trials { get; }

    /// <summary>The best of the trials that trained for all epochs, of equals the first; null if all diverged.</summary>
    public SearchTrial? Best { get; }

    /// <summary>The network of the best trial as its training left it. It was chosen by the validation data: judge it by the test data, once.</summary>
    public TNetwork? Network { get; }

    /// <summary>A table, a row a trial, those that came farthest first and of those the better. Lines end in a line feed.</summary>
    public override string ToString()
    {
        if (Trials.Count == 0)
        {
            return "";
        }

        IReadOnlyList<string> names = Trials[0].Values.Names;
        string[][] rows =
        [
            (string[])["trial", .. names, "epochs", "loss", "accuracy", ""],
            .. Trials.OrderBy(static trial => trial.Outcome == SearchOutcome.Diverged)
                .ThenByDescending(static trial => trial.Last?.Epochs)
                .ThenBy(static trial => trial.Last?.ValidationLoss)
                .Select(trial => (string[])
                [
                    trial.Number.ToString(CultureInfo.InvariantCulture), .. names.Select(name => trial.Values[name].ToString()),
                    (trial.Last?.Epochs ?? 0).ToString(CultureInfo.InvariantCulture),
                    trial.Outcome == SearchOutcome.Diverged ? "" : trial.Last?.ValidationLoss.ToString("G5", CultureInfo.InvariantCulture) ?? "",
                    trial.Last?.ValidationAccuracy?.ToString("F4", CultureInfo.InvariantCulture) ?? "",
                    trial.Number == Best?.Number ? "best" : trial.Outcome == SearchOutcome.Diverged ? "diverged" : "",
                ]),
        ];
        int[] widths = [.. rows[0].Select((_, column) => rows.Max(row => row[column].Length))];
        var text = new StringBuilder();
        foreach (string[] row in rows)
        {
            text.Append(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }
}
