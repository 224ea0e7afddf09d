namespace StaticNet;

/// <summary>What became of networks that were trained side by side in the same settings.</summary>
public sealed class Comparison
{
    internal Comparison(IReadOnlyList<Contestant> contestants, IReadOnlyList<ComparisonSetting> settings, IReadOnlyList<ComparisonRun> runs)
    {
        Contestants = contestants;
        Settings = settings;
        Runs = runs;
    }

    /// <summary>The networks, in the order given.</summary>
    public IReadOnlyList<Contestant> Contestants { get; }

    /// <summary>The settings, in the order given.</summary>
    public IReadOnlyList<ComparisonSetting> Settings { get; }

    /// <summary>Every training: setting by setting, in each network by network, of each seed by seed.</summary>
    public IReadOnlyList<ComparisonRun> Runs { get; }

    /// <summary>The trainings of one network in one setting, seed by seed.</summary>
    public IEnumerable<ComparisonRun> RunsOf(Contestant contestant, ComparisonSetting setting) =>
        Runs.Where(run => ReferenceEquals(run.Contestant, contestant) && ReferenceEquals(run.Setting, setting));

    /// <summary>
    /// Median of the test accuracies of one network in one setting, of an even number the mean of the two in the middle. A training that
    /// diverged counts as worse than any other; null where the median is one of those, and for a regression.
    /// </summary>
    public double? MedianTestAccuracy(Contestant contestant, ComparisonSetting setting)
    {
        double[] sorted = [.. RunsOf(contestant, setting).Select(static run => run.TestAccuracy ?? double.NegativeInfinity).Order()];
        if (sorted.Length == 0)
        {
            throw new ArgumentException($"The comparison holds no training of {contestant.Name} in the setting '{setting.Title}'.");
        }

        double median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        return double.IsFinite(median) ? median : null;
    }

    /// <summary>A table of text: a row a setting, a column a network, each cell the median test accuracy and what went wrong.</summary>
    public override string ToString() => ComparisonTable.Of(this);
}
