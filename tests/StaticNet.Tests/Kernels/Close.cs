namespace StaticNet.Tests.Kernels;

/// <summary>Comparison of single-precision results with double-precision ones, as the golden values are compared.</summary>
internal static class Close
{
    /// <summary>Fails unless <c>|aᵢ − bᵢ| ≤ absolute + relative·|bᵢ|</c> everywhere; NaN equals NaN.</summary>
    public static void Elementwise(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double absolute, double relative)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            bool close = double.IsNaN(expected[i])
                ? float.IsNaN(actual[i])
                : Math.Abs(actual[i] - expected[i]) <= absolute + (relative * Math.Abs(expected[i]));
            if (!close)
            {
                Assert.Fail($"Element {i} is {actual[i]:R}; expected {expected[i]:R}, within {absolute} and {relative} of it.");
            }
        }
    }
}
