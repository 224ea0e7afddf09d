namespace BatchNormExperiments;

/// <summary>Quantiles, interpolated linearly between neighbours.</summary>
internal static class Quantile
{
    public static double OfSorted(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        double between = place - below;

        // Where there is nothing between, a neighbour that is infinite is not asked.
        return between == 0 ? sorted[below] : sorted[below] + (between * (sorted[below + 1] - sorted[below]));
    }

    /// <summary>The middle value; not a number where there is none.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : OfSorted(sorted, 0.5);
    }
}
