using System.Numerics;
using System.Runtime.InteropServices;

namespace StaticNet;

/// <summary>
/// The eigen-decomposition <c>A = U·diag(λ)·Uᵀ</c> of a symmetric matrix by cyclic Jacobi rotations (Rutishauser, "The Jacobi method for real symmetric
/// matrices", Numerische Mathematik 9, 1966), in double. A rotation is left out where its element is small against both of its diagonal elements rather
/// than against the whole matrix: of a positive definite matrix, that makes small eigenvalues as accurate as large ones (Demmel and Veselić, "Jacobi's method
/// is more accurate than QR", SIAM Journal on Matrix Analysis 13, 1992). The same bits on every processor.
/// </summary>
internal sealed class SymmetricEigen
{
    private const int MostSweeps = 60;

    /// <summary>Decomposes <paramref name="matrix"/>, row-major <c>[size, size]</c>, which is overwritten.</summary>
    public SymmetricEigen(double[] matrix, int size)
    {
        double[] vectors = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            vectors[(i * size) + i] = 1;
        }

        int sweep = 0;
        while (sweep < MostSweeps && Sweep(matrix, vectors, size))
        {
            sweep++;
        }

        int[] order = [.. Enumerable.Range(0, size).OrderByDescending(i => matrix[(i * size) + i])];
        Values = Array.ConvertAll(order, i => matrix[(i * size) + i]);
        Vectors = Array.ConvertAll(order, i => vectors.AsSpan(i * size, size).ToArray());
    }

    /// <summary>Eigenvalues in descending order.</summary>
    public double[] Values { get; }

    /// <summary>Their eigenvectors, of length 1.</summary>
    public double[][] Vectors { get; }

    /// <summary>Rotates every element above the diagonal away once; false if none was left that counts.</summary>
    private static bool Sweep(double[] matrix, double[] vectors, int size)
    {
        const double Unit = 1.1102230246251565e-16;
        bool rotated = false;
        for (int p = 0; p < size - 1; p++)
        {
            for (int q = p + 1; q < size; q++)
            {
                double element = matrix[(p * size) + q];
                double first = matrix[(p * size) + p];
                double second = matrix[(q * size) + q];
                if (element == 0 || Math.Abs(element) <= Unit * Math.Sqrt(Math.Abs(first)) * Math.Sqrt(Math.Abs(second)))
                {
                    continue;
                }

                rotated = true;

                // The smaller of the two angles that make the element zero.
                double theta = (second - first) / (2 * element);
                double tangent = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
                double cosine = 1 / Math.Sqrt((tangent * tangent) + 1);
                double sine = tangent * cosine;
                Rotate(matrix.AsSpan(p * size, size), matrix.AsSpan(q * size, size), cosine, sine);
                Rotate(vectors.AsSpan(p * size, size), vectors.AsSpan(q * size, size), cosine, sine);
                matrix[(p * size) + p] = first - (tangent * element);
                matrix[(q * size) + q] = second + (tangent * element);
                matrix[(p * size) + q] = 0;
                matrix[(q * size) + p] = 0;
                for (int i = 0; i < size; i++)
                {
                    if (i != p && i != q)
                    {
                        matrix[(i * size) + p] = matrix[(p * size) + i];
                        matrix[(i * size) + q] = matrix[(q * size) + i];
                    }
                }
            }
        }

        return rotated;
    }

    private static void Rotate(Span<double> x, Span<double> y, double cosine, double sine)
    {
        Span<Vector<double>> xs = MemoryMarshal.Cast<double, Vector<double>>(x);
        Span<Vector<double>> ys = MemoryMarshal.Cast<double, Vector<double>>(y);
        for (int i = 0; i < xs.Length; i++)
        {
            Vector<double> turned = (xs[i] * cosine) - (ys[i] * sine);
            ys[i] = (xs[i] * sine) + (ys[i] * cosine);
            xs[i] = turned;
        }

        for (int i = xs.Length * Vector<double>.Count; i < x.Length; i++)
        {
            double turned = (x[i] * cosine) - (y[i] * sine);
            y[i] = (x[i] * sine) + (y[i] * cosine);
            x[i] = turned;
        }
    }
}
