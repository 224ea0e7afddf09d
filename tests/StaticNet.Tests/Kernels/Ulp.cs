namespace StaticNet.Tests.Kernels;

/// <summary>Errors of single-precision results in units in the last place of the exact result.</summary>
internal static class Ulp
{
    /// <summary>
    /// The distance of <paramref name="actual"/> from <paramref name="exact"/>, in spacings of single precision there (2⁻¹⁴⁹ among
    /// subnormals). 0 where both are NaN or the same infinity, where an exact result beyond the largest number counts as infinity;
    /// infinite where only one is.
    /// </summary>
    public static double Distance(float actual, double exact)
    {
        float rounded = (float)exact;
        if (float.IsNaN(rounded) || float.IsNaN(actual))
        {
            return float.IsNaN(rounded) && float.IsNaN(actual) ? 0 : double.PositiveInfinity;
        }

        if (float.IsInfinity(rounded) || float.IsInfinity(actual))
        {
            return actual == rounded ? 0 : double.PositiveInfinity;
        }

        float magnitude = MathF.Abs(rounded);
        float neighbour = magnitude == float.MaxValue ? MathF.BitDecrement(magnitude) : MathF.BitIncrement(magnitude);
        return Math.Abs(actual - exact) / Math.Abs((double)neighbour - magnitude);
    }
}
