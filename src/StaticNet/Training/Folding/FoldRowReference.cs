namespace StaticNet;

/// <summary>
/// What FoldRow computes, value by value: what its vectors are tested against, and what the compiler of networks takes, which has none.
/// </summary>
internal static partial class FoldRowReference
{
    public static void Widen(ReadOnlySpan<float> values, Span<double> row)
    {
        for (int i = 0; i < values.Length; i++)
        {
            row[i] = values[i];
        }
    }

    public static void Scale(Span<double> row, double factor)
    {
        for (int i = 0; i < row.Length; i++)
        {
            row[i] *= factor;
        }
    }

    public static void Multiply(Span<double> row, ReadOnlySpan<double> factors)
    {
        for (int i = 0; i < row.Length; i++)
        {
            row[i] *= factors[i];
        }
    }

    public static void AddScaled(double factor, ReadOnlySpan<double> values, Span<double> sums)
    {
        for (int i = 0; i < values.Length; i++)
        {
            sums[i] += factor * values[i];
        }
    }

    public static void AddScaled(double factor, ReadOnlySpan<float> values, Span<double> sums)
    {
        for (int i = 0; i < values.Length; i++)
        {
            sums[i] += factor * values[i];
        }
    }

    public static void Pack(ReadOnlySpan<float> row, double scale, ReadOnlySpan<double> factors, Span<float> panels, int index, int rows)
    {
        for (int i = 0; i < row.Length; i++)
        {
            panels[Offset(index, i, rows, row.Length)] = (float)(row[i] * scale * factors[i]);
        }
    }

    public static void Pack(ReadOnlySpan<double> row, Span<float> panels, int index, int rows)
    {
        for (int i = 0; i < row.Length; i++)
        {
            panels[Offset(index, i, rows, row.Length)] = (float)row[i];
        }
    }

    private static partial int Offset(int row, int column, int rows, int columns);
}
