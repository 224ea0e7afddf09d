using StaticNet;

namespace TrainingWalk;

internal static partial class Walk
{
    private static void S15Searching()
    {
        SearchResult<DigitNet> grid = Search.Grid<DigitNet>(
            Digits,
            [SearchParameter.LogSteps("learning rate", 1e-3, 1e-1, 3), SearchParameter.Choice("optimizer", "adam", "momentum")],
            values => new FitOptions
            {
                Optimizer = values.Word("optimizer") == "adam" ? Optimizer.Adam(values.Number("learning rate")) : Optimizer.Momentum(values.Number("learning rate")),
            },
            new SearchOptions { Epochs = 4 });
        Console.WriteLine($"the best of a grid of {grid.Trials.Count}: {grid.Best!.Values}, validation loss {grid.Best.Last!.ValidationLoss:F4}");

        // Nine trials of 1 epoch, the best 3 go on to 3, the best of them to 9; all of it in a folder, so that it can be cut short and go on.
        string folder = Path.Combine(OutputFolder, "search");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        SearchResult<DigitNet> Halving(int parallel, SearchStore? store, int interruptedAt = 0)
        {
            using var interruption = new CancellationTokenSource();
            int trainings = 0;
            return Search.Random<DigitNet>(
                Digits,
                [SearchParameter.LogUniform("learning rate", 1e-4, 1), SearchParameter.Choice("batch size", 16, 32, 64)],
                trials: 9,
                values =>
                {
                    if (Interlocked.Increment(ref trainings) == interruptedAt)
                    {
                        interruption.Cancel();
                    }

                    return new FitOptions { BatchSize = values.Integer("batch size"), Optimizer = Optimizer.Adam(values.Number("learning rate")) };
                },
                new SearchOptions { Epochs = 9, MinimumEpochs = 1, Parallel = parallel, Store = store },
                interruption.Token);
        }

        try
        {
            Halving(parallel: 2, new SearchFolder(folder), interruptedAt: 5);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("cut short in the fifth training");
        }

        SearchResult<DigitNet> found = Halving(parallel: 2, new SearchFolder(folder));
        foreach (string line in File.ReadLines(new SearchFolder(folder).TrialsPath))
        {
            Console.WriteLine(line[..line.LastIndexOf(',')]);
        }

        Console.WriteLine($"never cut short and one after the other, the same: {Halving(parallel: 1, store: null).Best!.Last!.ValidationLoss == found.Best!.Last!.ValidationLoss}");
        Console.WriteLine($"called again, it is only read: {Halving(parallel: 2, new SearchFolder(folder)).Best!.Number == found.Best.Number}");
        Console.WriteLine($"test accuracy of the best {found.Network!.Evaluate(Digits.Test).Accuracy:P1}");
    }
}
