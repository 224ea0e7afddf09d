namespace StaticNet.Kernels;

/// <summary>What <see cref="WhiteningProduct"/> computes, plainly: row-major, in double.</summary>
internal static class WhiteningProductReference
{
    /// <summary><c>y = ((x − center)·scale)·M</c> of a matrix <c>[rows, inputs]</c>.</summary>
    public static void Forward(
        ReadOnlySpan<float> x, Span<double> y, ReadOnlySpan<double> center, ReadOnlySpan<float> scale, ReadOnlySpan<float> matrix)
    {
        int inputs = scale.Length;
        int outputs = matrix.Length / inputs;
        y.Clear();
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < outputs; j++)
            {
                y[(i / inputs * outputs) + j] += (x[i] - center[i % inputs]) * scale[i % inputs] * matrix[(i % inputs * outputs) + j];
            }
        }
    }

    /// <summary><c>dx = (dy·Mᵀ)·scale</c>.</summary>
    public static void InputGradient(ReadOnlySpan<float> dy, Span<double> dx, ReadOnlySpan<float> scale, ReadOnlySpan<float> matrix)
    {
        int inputs = scale.Length;
        int outputs = matrix.Length / inputs;
        for (int i = 0; i < dx.Length; i++)
        {
            dx[i] = 0;
            for (int j = 0; j < outputs; j++)
            {
                dx[i] += (double)dy[(i / inputs * outputs) + j] * matrix[(i % inputs * outputs) + j] * scale[i % inputs];
            }
        }
    }
}
