namespace StaticNet;

/// <summary>One training of a comparison.</summary>
public sealed class ComparisonRun
{
    internal ComparisonRun(Contestant contestant, ComparisonSetting setting, ulong seed, Network network, History history)
    {
        Contestant = contestant;
        Setting = setting;
        Seed = seed;
        Network = network;
        History = history;
    }

    /// <summary>Which network was trained.</summary>
    public Contestant Contestant { get; }

    /// <summary>How.</summary>
    public ComparisonSetting Setting { get; }

    /// <summary>What decided its first weights, the order of rows and its dropout.</summary>
    public ulong Seed { get; }

    /// <summary>The network as training left it; where it diverged, as the last good epoch left it.</summary>
    public Network Network { get; }

    /// <summary>The course of training, up to where it diverged if it did.</summary>
    public History History { get; }

    /// <summary>Where and how training diverged; null if it did not.</summary>
    public TrainingDivergedException? Divergence { get; internal init; }

    /// <summary>How the network does on the test data; null where training diverged.</summary>
    public Evaluation? Test { get; internal init; }

    /// <summary>The callbacks that <see cref="ComparisonSetting.CreateCallbacks"/> made for this training.</summary>
    public IReadOnlyList<TrainingCallback> Callbacks { get; internal init; } = [];

    /// <summary>Fraction of test samples classified rightly; null where training diverged, and for a regression.</summary>
    public double? TestAccuracy => Test?.Accuracy;

    /// <summary>
    /// Share of the test samples that are put into the class predicted most, which is near 1 where a network has stopped telling samples
    /// apart; null where training diverged, and for a regression.
    /// </summary>
    public double? LargestPredictedShare => Test?.ConfusionMatrix is { } confusion ? LargestColumnShare(confusion) : null;

    /// <summary>How the training ended, in words.</summary>
    public override string ToString()
    {
        string who = $"{Contestant.Name}, {Setting.Title}, seed {Seed}";
        return Divergence is { } divergence
            ? $"{who}: diverged in epoch {divergence.Epoch}, step {divergence.Step}"
            : FormattableString.Invariant($"{who}: {Figure}");
    }

    private string Figure => TestAccuracy is double accuracy
        ? FormattableString.Invariant($"test accuracy {accuracy:F4}")
        : FormattableString.Invariant($"test loss {Test!.Loss:G5}");

    private static double LargestColumnShare(int[,] confusion)
    {
        long all = 0;
        long largest = 0;
        for (int predicted = 0; predicted < confusion.GetLength(1); predicted++)
        {
            long column = 0;
            for (int actual = 0; actual < confusion.GetLength(0); actual++)
            {
                column += confusion[actual, predicted];
            }

            all += column;
            largest = Math.Max(largest, column);
        }

        return (double)largest / all;
    }
}
