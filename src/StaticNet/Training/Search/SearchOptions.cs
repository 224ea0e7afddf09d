namespace StaticNet;

/// <summary>How a search goes about it.</summary>
public sealed record SearchOptions
{
    /// <summary>Epochs of a trial that is not stopped early, at least 1.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>
    /// Epochs after which trials are compared for the first time, at least 1: the better ones go on for <see cref="Reduction"/> times as many, and so on up to
    /// <see cref="Epochs"/> (successive halving: Jamieson &amp; Talwalkar, AISTATS 2016). If null, every trial trains for all epochs; for
    /// <see cref="Search.Hyperband{TNetwork}"/>, 1.
    /// </summary>
    public int? MinimumEpochs { get; init; }

    /// <summary>Of how many trials one goes on to the next rung, and how many times as many epochs that has: η, at least 2.</summary>
    public int Reduction { get; init; } = 3;

    /// <summary>Decides the values drawn; and it is the seed of every trial's network, so that trials differ by their values alone.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>What trials are compared by: <see cref="TrainingMetric.ValidationLoss"/> or <see cref="TrainingMetric.ValidationAccuracy"/>.</summary>
    public TrainingMetric Metric { get; init; } = TrainingMetric.ValidationLoss;

    /// <summary>Trials under way at a time; as many as there are processors with 0. The result does not depend on it, bit for bit.</summary>
    public int Parallel { get; init; }

    /// <summary>
    /// Where the search is kept, such as <c>new SearchFolder("search")</c>: run again after it was cut short, it goes on from there. Memory by default.
    /// </summary>
    public SearchStore? Store { get; init; }

    /// <summary>Told of each trial that reached a rung, one call at a time; nobody by default.</summary>
    public IProgress<SearchTrial>? Progress { get; init; }

    /// <summary>The rungs: epochs trained when trials are compared, ascending; the last is <see cref="Epochs"/>.</summary>
    internal int[] Rungs(int? minimum)
    {
        var rungs = new List<int> { Epochs };
        while (rungs[0] / Reduction >= (minimum ?? Epochs))
        {
            rungs.Insert(0, rungs[0] / Reduction);
        }

        return [.. rungs];
    }

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Reduction, 2);
        ArgumentOutOfRangeException.ThrowIfNegative(Parallel);
        if (MinimumEpochs is { } minimum && (minimum < 1 || minimum > Epochs))
        {
            throw new ArgumentOutOfRangeException(
                nameof(MinimumEpochs), minimum, $"Expected from 1 to {Epochs} epochs, as many as {nameof(Epochs)} says at most.");
        }

        if (Metric != TrainingMetric.ValidationLoss && Metric != TrainingMetric.ValidationAccuracy)
        {
            throw new ArgumentOutOfRangeException(nameof(Metric), Metric, "Expected TrainingMetric.ValidationLoss or TrainingMetric.ValidationAccuracy.");
        }
    }
}
