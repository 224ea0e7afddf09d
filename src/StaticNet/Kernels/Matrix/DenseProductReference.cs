namespace StaticNet.Kernels;

/// <summary>What <see cref="DenseProduct"/> computes, plainly: row-major, in double.</summary>
internal static class DenseProductReference
{
    /// <summary><c>y [rows, outputs] = x [rows, inputs]·weights [inputs, outputs] + bias</c>; an empty bias is 0.</summary>
    public static void Forward(
        ReadOnlySpan<float> x, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<double> y, int rows, int inputs, int outputs)
    {
        for (int r = 0; r < rows; r++)
        {
            for (int o = 0; o < outputs; o++)
            {
                double sum = bias.IsEmpty ? 0 : bias[o];
                for (int i = 0; i < inputs; i++)
                {
                    sum += (double)x[(r * inputs) + i] * weights[(i * outputs) + o];
                }

                y[(r * outputs) + o] = sum;
            }
        }
    }

    /// <summary><c>dw [inputs, outputs] = x [rows, inputs]ᵀ·dy [rows, outputs]</c>.</summary>
    public static void KernelGradient(
        ReadOnlySpan<float> x, ReadOnlySpan<float> dy, Span<double> dw, int rows, int inputs, int outputs)
    {
        for (int i = 0; i < inputs; i++)
        {
            for (int o = 0; o < outputs; o++)
            {
                double sum = 0;
                for (int r = 0; r < rows; r++)
                {
                    sum += (double)x[(r * inputs) + i] * dy[(r * outputs) + o];
                }

                dw[(i * outputs) + o] = sum;
            }
        }
    }

    /// <summary><c>transposed [outputs, inputs] = weights [inputs, outputs]ᵀ</c>.</summary>
    public static void Transpose(ReadOnlySpan<float> weights, Span<float> transposed, int inputs, int outputs)
    {
        for (int i = 0; i < inputs; i++)
        {
            for (int o = 0; o < outputs; o++)
            {
                transposed[(o * inputs) + i] = weights[(i * outputs) + o];
            }
        }
    }
}
