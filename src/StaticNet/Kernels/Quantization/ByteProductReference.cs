namespace StaticNet.Kernels;

/// <summary>What <see cref="ByteRows"/> and <see cref="ByteProduct"/> compute, plainly: row-major, a value at a time, with the same bits.</summary>
internal static class ByteProductReference
{
    /// <summary><c>q [rows, inputs] = round((x − low)·levels)</c>, clamped to 0 to 127; what is not finite gives NaN in place of its row.</summary>
    public static void Quantize(
        ReadOnlySpan<float> x, ReadOnlySpan<float> low, ReadOnlySpan<float> levels, Span<float> q, int rows, int inputs)
    {
        for (int r = 0; r < rows; r++)
        {
            Span<float> row = q.Slice(r * inputs, inputs);
            for (int i = 0; i < inputs; i++)
            {
                float shifted = x[(r * inputs) + i] - low[i];
                row[i] = MathF.Round(Math.Clamp(shifted * levels[i], 0, ByteProduct.Largest), MidpointRounding.ToEven);
            }

            foreach (float value in x.Slice(r * inputs, inputs))
            {
                if (!float.IsFinite(value))
                {
                    row.Fill(float.NaN);
                }
            }
        }
    }

    /// <summary><c>y [rows, outputs] = (q·v)·scale + bias</c>.</summary>
    public static void Forward(
        ReadOnlySpan<float> q,
        ReadOnlySpan<sbyte> v,
        ReadOnlySpan<float> scale,
        ReadOnlySpan<float> bias,
        Span<float> y,
        int rows,
        int inputs,
        int outputs)
    {
        for (int r = 0; r < rows; r++)
        {
            for (int o = 0; o < outputs; o++)
            {
                double sum = 0;
                for (int i = 0; i < inputs; i++)
                {
                    sum += (double)q[(r * inputs) + i] * v[(i * outputs) + o];
                }

                float scaled = (float)sum * scale[o];
                y[(r * outputs) + o] = scaled + bias[o];
            }
        }
    }
}
