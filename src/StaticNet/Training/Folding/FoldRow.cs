using System.Numerics;
using System.Runtime.InteropServices;
using StaticNet.Kernels;

namespace StaticNet;

/// <summary>
/// What folding does to a row of a kernel, in vectors. Each value is computed on its own, or added in the order of the rows, so that the bits are those of
/// <see cref="FoldRowReference"/> on every processor.
/// </summary>
internal static class FoldRow
{
    /// <summary>A row in double precision.</summary>
    public static void Widen(ReadOnlySpan<float> values, Span<double> row)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        Span<Vector<double>> rowVectors = MemoryMarshal.Cast<double, Vector<double>>(row);
        for (int i = 0; i < vectors.Length; i++)
        {
            Vector.Widen(vectors[i], out rowVectors[2 * i], out rowVectors[(2 * i) + 1]);
        }

        for (int i = vectors.Length * Vector<float>.Count; i < values.Length; i++)
        {
            row[i] = values[i];
        }
    }

    /// <summary><c>row = factor·row</c>.</summary>
    public static void Scale(Span<double> row, double factor)
    {
        Span<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(row);
        for (int i = 0; i < vectors.Length; i++)
        {
            vectors[i] *= factor;
        }

        for (int i = vectors.Length * Vector<double>.Count; i < row.Length; i++)
        {
            row[i] *= factor;
        }
    }

    /// <summary><c>row = row·factors</c>, value by value.</summary>
    public static void Multiply(Span<double> row, ReadOnlySpan<double> factors)
    {
        Span<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(row);
        ReadOnlySpan<Vector<double>> factorVectors = MemoryMarshal.Cast<double, Vector<double>>(factors);
        for (int i = 0; i < vectors.Length; i++)
        {
            vectors[i] *= factorVectors[i];
        }

        for (int i = vectors.Length * Vector<double>.Count; i < row.Length; i++)
        {
            row[i] *= factors[i];
        }
    }

    /// <summary><c>sums += factor·values</c>, each product rounded before it is added.</summary>
    public static void AddScaled(double factor, ReadOnlySpan<double> values, Span<double> sums) => Covariance.AddScaled(factor, values, sums);

    /// <summary>Rounds a row into the panels of a kernel of <paramref name="rows"/> rows.</summary>
    public static void Pack(ReadOnlySpan<double> row, Span<float> kernel, int index, int rows)
    {
        for (int column = 0; column < row.Length; column += Panel.Width)
        {
            Round(row[column..Math.Min(row.Length, column + Panel.Width)], kernel[Panel.Offset(index, column, rows, row.Length)..]);
        }
    }

    private static void Round(ReadOnlySpan<double> values, Span<float> rounded)
    {
        ReadOnlySpan<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        Span<Vector<float>> roundedVectors = MemoryMarshal.Cast<float, Vector<float>>(rounded[..values.Length]);
        for (int i = 0; i < roundedVectors.Length; i++)
        {
            roundedVectors[i] = Vector.Narrow(vectors[2 * i], vectors[(2 * i) + 1]);
        }

        for (int i = roundedVectors.Length * Vector<float>.Count; i < values.Length; i++)
        {
            rounded[i] = (float)values[i];
        }
    }
}
