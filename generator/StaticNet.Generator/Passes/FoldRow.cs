using StaticNet.Generator.Model;

namespace StaticNet;

/// <summary>What folding does to a row of a kernel: the compiler's own, value by value, with the bits of the library's vectors.</summary>
internal static class FoldRow
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

    public static void Pack(ReadOnlySpan<double> row, Span<float> kernel, int index, int rows)
    {
        for (int i = 0; i < row.Length; i++)
        {
            kernel[Panels.Offset(index, i, rows, row.Length)] = (float)row[i];
        }
    }
}
