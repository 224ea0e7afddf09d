namespace StaticNet.Kernels;

/// <summary>Sums that kernels keep a lane apart, in double, until the end.</summary>
internal static class PartialSums
{
    /// <summary>The sum of all, in index order.</summary>
    public static double Total(ReadOnlySpan<double> partial)
    {
        double total = 0;
        foreach (double value in partial)
        {
            total += value;
        }

        return total;
    }
}
