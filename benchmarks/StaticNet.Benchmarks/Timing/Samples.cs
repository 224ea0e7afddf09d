namespace StaticNet.Benchmarks;

/// <summary>Times of one work, in nanoseconds a call, in the order in which they were taken.</summary>
internal sealed class Samples
{
    private readonly double[] _nanoseconds;
    private readonly double[] _sorted;

    public Samples(Work work, IEnumerable<double> nanoseconds)
    {
        Work = work;
        _nanoseconds = [.. nanoseconds];
        _sorted = [.. _nanoseconds.Order()];
    }

    public Work Work { get; }

    public double Median => Percentile(50);

    /// <summary>Operations a nanosecond, which are billions a second.</summary>
    public double Rate => Work.Operations / Median;

    /// <summary>How far the middle eighty hundredths of the samples lie apart, as a share of the median: above 0.1 the machine was busy.</summary>
    public double Spread => (Percentile(90) - Percentile(10)) / Median;

    /// <summary>The sample that <paramref name="percent"/> of all samples do not exceed.</summary>
    public double Percentile(double percent)
    {
        double position = percent / 100 * (_sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, _sorted.Length - 1);
        return _sorted[below] + ((position - below) * (_sorted[above] - _sorted[below]));
    }

    /// <summary>
    /// The median of this time over the <paramref name="other"/>'s, taken pairwise, round by round: what slows a round down slows down both.
    /// </summary>
    public double Over(Samples other) => MedianOf(_nanoseconds.Zip(other._nanoseconds, static (mine, its) => mine / its));

    /// <summary>The share of the <paramref name="peak"/>'s rate of operations that this work reached, pairwise.</summary>
    public double ShareOf(Samples peak) => peak.Over(this) * Work.Operations / peak.Work.Operations;

    private static double MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
