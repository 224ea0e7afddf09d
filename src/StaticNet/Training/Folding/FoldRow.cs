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

    /// <inheritdoc cref="AddScaled(double, ReadOnlySpan{double}, Span{double})"/>
    public static void AddScaled(double factor, ReadOnlySpan<float> values, Span<double> sums)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        Span<Vector<double>> sumVectors = MemoryMarshal.Cast<double, Vector<double>>(sums);
        for (int i = 0; i < vectors.Length; i++)
        {
            Vector.Widen(vectors[i], out Vector<double> low, out Vector<double> high);
            sumVectors[2 * i] += factor * low;
            sumVectors[(2 * i) + 1] += factor * high;
        }

        for (int i = vectors.Length * Vector<float>.Count; i < values.Length; i++)
        {
            sums[i] += factor * values[i];
        }
    }

    /// <summary>
    /// Row <paramref name="index"/> of a kernel of <paramref name="rows"/> rows, <c>(row·scale)·factors</c>, rounded to single precision where its panels are.
    /// </summary>
    public static void Pack(ReadOnlySpan<float> row, double scale, ReadOnlySpan<double> factors, Span<float> panels, int index, int rows)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(row);
        ReadOnlySpan<Vector<double>> factorVectors = MemoryMarshal.Cast<double, Vector<double>>(factors);
        Span<Vector<float>> panelVectors = MemoryMarshal.Cast<float, Vector<float>>(panels);
        int width = Panel.Width / Vector<float>.Count;
        Vector<double> scales = new(scale);
        for (int first = 0; first < vectors.Length; first += width)
        {
            ReadOnlySpan<Vector<float>> values = vectors.Slice(first, Math.Min(width, vectors.Length - first));
            ReadOnlySpan<Vector<double>> panelFactors = factorVectors.Slice(2 * first, 2 * values.Length);
            Span<Vector<float>> packed = panelVectors.Slice(
                Panel.Offset(index, first * Vector<float>.Count, rows, row.Length) / Vector<float>.Count, values.Length);
            for (int i = 0; i < packed.Length; i++)
            {
                Vector.Widen(values[i], out Vector<double> low, out Vector<double> high);
                packed[i] = Vector.Narrow(low * scales * panelFactors[2 * i], high * scales * panelFactors[(2 * i) + 1]);
            }
        }

        for (int i = vectors.Length * Vector<float>.Count; i < row.Length; i++)
        {
            panels[Panel.Offset(index, i, rows, row.Length)] = (float)(row[i] * scale * factors[i]);
        }
    }

    /// <summary>Row <paramref name="index"/> of a kernel of <paramref name="rows"/> rows, rounded to single precision where its panels are.</summary>
    public static void Pack(ReadOnlySpan<double> row, Span<float> panels, int index, int rows) => FoldRowReference.Pack(row, panels, index, rows);
}
