namespace StaticNet.Kernels;

/// <summary>What <see cref="ElementSum"/> computes, plainly.</summary>
internal static class ElementSumReference
{
    /// <summary><c>sum = x + y</c>.</summary>
    public static void Add(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> sum)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] = x[i] + y[i];
        }
    }
}
