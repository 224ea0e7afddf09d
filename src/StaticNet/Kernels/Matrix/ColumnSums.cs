using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StaticNet.Kernels;

/// <summary>Sums over the rows of a panel: the gradient of a bias.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ColumnSums
{
    /// <summary>Rows that are summed in single precision before the sum is carried on in double.</summary>
    internal const int BlockRows = 32;

    /// <summary><c>sums[c] = Σ dy[r, c]</c> over the rows. NaN and infinity propagate.</summary>
    /// <param name="dy">The panel <c>[rows, width]</c>; its padding may hold anything.</param>
    /// <param name="sums"><paramref name="width"/> values, overwritten, their padding with zeros.</param>
    /// <param name="rows">Rows of the panel.</param>
    /// <param name="width">Width of the panel, 16 or 32.</param>
    /// <param name="columns">Columns of the panel that are not padding, 1 to <paramref name="width"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(ref readonly float dy, ref float sums, int rows, int width, int columns) =>
        VectorWidth.Run(new SumBody(in dy, ref sums, rows, width, columns));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Sum<TVector>(ref readonly float dy, ref float sums, int rows, int width, int columns)
        where TVector : struct, IVector<TVector>
    {
        Span<double> totals = stackalloc double[Panel.Width];
        nuint stride = (nuint)width;
        for (nuint column = 0; column < stride; column += (nuint)TVector.Count)
        {
            for (int first = 0; first < rows; first += BlockRows)
            {
                TVector sum = TVector.Zero;
                nuint end = ((nuint)Math.Min(rows, first + BlockRows) * stride) + column;
                for (nuint offset = ((nuint)first * stride) + column; offset < end; offset += stride)
                {
                    sum += TVector.Load(in dy, offset);
                }

                TVector.AddWidened(sum, ref MemoryMarshal.GetReference(totals), column);
            }
        }

        for (int column = 0; column < width; column++)
        {
            Unsafe.Add(ref sums, column) = column < columns ? (float)totals[column] : 0f;
        }
    }

    private readonly ref struct SumBody(ref readonly float dy, ref float sums, int rows, int width, int columns) : IVectorBody
    {
        private readonly ref readonly float _dy = ref dy;
        private readonly ref float _sums = ref sums;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            Sum<TVector>(in _dy, ref _sums, rows, width, columns);
    }
}
