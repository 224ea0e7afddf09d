namespace StaticNet.Kernels;

/// <summary>What <see cref="ColumnAffine"/> computes, plainly: row-major, in double.</summary>
internal static class ColumnAffineReference
{
    /// <summary><c>y = (x − center)·scale + offset</c> of a matrix <c>[rows, columns]</c>.</summary>
    public static void Forward(
        ReadOnlySpan<float> x, Span<double> y, ReadOnlySpan<double> center, ReadOnlySpan<float> scale, ReadOnlySpan<float> offset)
    {
        int columns = scale.Length;
        for (int i = 0; i < x.Length; i++)
        {
            int c = i % columns;
            y[i] = ((x[i] - center[c]) * scale[c]) + offset[c];
        }
    }
}
