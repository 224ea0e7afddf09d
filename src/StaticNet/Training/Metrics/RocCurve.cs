namespace StaticNet;

/// <summary>
/// The receiver operating characteristic: what share of the positive rows and of the negative ones is found, for every threshold of the score.
/// It begins at (0, 0), with an infinite threshold, and ends at (1, 1).
/// </summary>
public sealed class RocCurve
{
    private RocCurve(double[] falsePositiveRates, double[] truePositiveRates, float[] thresholds, double area)
    {
        FalsePositiveRates = falsePositiveRates;
        TruePositiveRates = truePositiveRates;
        Thresholds = thresholds;
        Area = area;
    }

    /// <summary>Of the negative rows the share whose score is at least the threshold, rising; NaN without negative rows.</summary>
    public IReadOnlyList<double> FalsePositiveRates { get; }

    /// <summary>Of the positive rows the share whose score is at least the threshold, rising; NaN without positive rows.</summary>
    public IReadOnlyList<double> TruePositiveRates { get; }

    /// <summary>The thresholds, falling: infinity, and every score that occurs.</summary>
    public IReadOnlyList<float> Thresholds { get; }

    /// <summary>
    /// The area under the curve, which is the chance that a positive row scores higher than a negative one, equal scores counting half (Hanley and
    /// McNeil, "The meaning and use of the area under a receiver operating characteristic curve", Radiology 143, 1982). NaN unless there are
    /// rows of both kinds and all scores are numbers.
    /// </summary>
    public double Area { get; }

    /// <summary>The curve of scores. Exact: all scores are sorted.</summary>
    /// <param name="scores">A score a row, higher for what is more likely positive.</param>
    /// <param name="positives">Whether each row is positive.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static RocCurve Of(ReadOnlySpan<float> scores, ReadOnlySpan<bool> positives)
    {
        if (scores.Length != positives.Length)
        {
            throw new ArgumentException($"Expected {scores.Length} rows, as many as there are scores; found {positives.Length}.", nameof(positives));
        }

        float[] sorted = scores.ToArray();
        bool[] sortedPositives = positives.ToArray();
        double area = AreaOf(sorted, sortedPositives);
        double positiveCount = sortedPositives.AsSpan().Count(true);
        double negativeCount = sorted.Length - positiveCount;
        List<double> falsePositives = [0 / negativeCount];
        List<double> truePositives = [0 / positiveCount];
        List<float> thresholds = [float.PositiveInfinity];
        int found = 0;
        for (int i = sorted.Length - 1; i >= 0; i--)
        {
            found += sortedPositives[i] ? 1 : 0;
            if (i > 0 && sorted[i - 1].Equals(sorted[i]))
            {
                continue;
            }

            falsePositives.Add((sorted.Length - i - found) / negativeCount);
            truePositives.Add(found / positiveCount);
            thresholds.Add(sorted[i]);
        }

        return new RocCurve([.. falsePositives], [.. truePositives], [.. thresholds], area);
    }

    /// <summary>The area, from scores that are sorted in place, and with them whether they are positive.</summary>
    internal static double AreaOf(Span<float> scores, Span<bool> positives)
    {
        scores.Sort(positives);
        long positiveCount = positives.Count(true);
        long negativeCount = scores.Length - positiveCount;

        // NaN is sorted to the front.
        if (positiveCount == 0 || negativeCount == 0 || float.IsNaN(scores[0]))
        {
            return double.NaN;
        }

        // Pairs of a positive and a negative row that are in order, doubled so that ties count 1; below 2⁶² for any array.
        long doubledPairs = 0;
        long negativesBelow = 0;
        for (int start = 0; start < scores.Length;)
        {
            int end = start;
            long positivesHere = 0;
            for (; end < scores.Length && scores[end] == scores[start]; end++)
            {
                positivesHere += positives[end] ? 1 : 0;
            }

            long negativesHere = end - start - positivesHere;
            doubledPairs += positivesHere * ((2 * negativesBelow) + negativesHere);
            negativesBelow += negativesHere;
            start = end;
        }

        return doubledPairs / (2.0 * positiveCount * negativeCount);
    }
}
