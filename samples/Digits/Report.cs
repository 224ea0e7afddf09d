using Spectre.Console;

namespace Digits;

/// <summary>The tables a user reads.</summary>
internal static class Report
{
    public static void Header(Experiment experiment, Options options) => Console.WriteLine(
        $"{experiment.Data}: {options.Epochs} epochs, batches of {options.BatchSize}, {options.Optimizer}, "
        + $"learning rate {options.LearningRate}, seed {options.Seed}");

    public static void Show(Results results)
    {
        Console.WriteLine();
        Terminal.Output.Write(Accuracies(results));
        Terminal.Output.Write(Confusion(results));
        string kept = results.Options.OutputFolder is null ? ", not kept: --output keeps it" : "";
        Console.WriteLine($"Saved to {results.Saved.File} ({results.Saved.Bytes:N0} bytes{kept}).");
        Console.WriteLine(results.Saved.SameBits ? "Loaded again, it predicts the same bits." : "LOADED AGAIN, IT PREDICTS OTHER BITS.");
        Console.WriteLine($"A prediction takes {results.Cost.MedianMicroseconds:F2} µs (median of {results.Cost.Calls:N0}, one at a time) "
            + $"and allocates {results.Cost.AllocatedBytes} bytes.");
    }

    private static Table Accuracies(Results results)
    {
        Table table = new Table().RoundedBorder().AddColumn("");
        foreach (string title in (string[])["train", "validation", "test", "seconds"])
        {
            table.AddColumn(new TableColumn(title).RightAligned());
        }

        foreach (TrainedRun run in results.Runs)
        {
            table.AddRow(
                results.Options.NameOf(run.Architecture, run.Seed), Percent(run.Train.Accuracy), Percent(run.Validation.Accuracy), Percent(run.Test.Accuracy),
                $"{run.History.Duration.TotalSeconds:F2}");
        }

        if (results.Options.Seeds > 1)
        {
            foreach (Architecture network in results.Experiment.Networks)
            {
                table.AddRow($"{network.Name}, median", "", "", Percent(results.MedianTestAccuracy(network)), "");
            }
        }

        return table;
    }

    private static Table Confusion(Results results)
    {
        int[,] counts = results.Shown.Test.ConfusionMatrix!;
        int classes = counts.GetLength(0);
        Table table = new Table().RoundedBorder().AddColumn("actual");
        table.Title(
            $"{results.Options.NameOf(results.Shown.Architecture, results.Shown.Seed)}, "
            + $"{results.Shown.Data.Test.Count:N0} test images: actual and predicted digit");
        for (int predicted = 0; predicted < classes; predicted++)
        {
            table.AddColumn(new TableColumn($"{predicted}").RightAligned());
        }

        for (int actual = 0; actual < classes; actual++)
        {
            string[] cells = [.. Enumerable.Range(0, classes).Select(predicted => Cell(counts[actual, predicted], actual == predicted))];
            table.AddRow([$"{actual}", .. cells]);
        }

        return table;
    }

    private static string Cell(int count, bool right) => (count, right) switch
    {
        (0, _) => "[grey]·[/]",
        (_, true) => $"[green]{count}[/]",
        _ => $"[red]{count}[/]",
    };

    private static string Percent(double? fraction) => $"{100 * fraction!.Value:F2} %";
}
