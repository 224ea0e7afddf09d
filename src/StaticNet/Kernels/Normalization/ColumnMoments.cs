using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StaticNet.Kernels;

/// <summary>
/// Mean and variance of a panel's columns, of which every row is read once: in blocks of single precision, whose sums are carried on in double. Chan, Golub
/// and LeVeque, "Algorithms for computing the sample variance", The American Statistician 37 (1983).
/// </summary>
/// <remarks>
/// A block sums up differences to a number c near the mean of the rows before it, and their squares; the first one, differences to its own mean. The
/// squares of the distances from one block's mean to that of the rows before add up to no more than twice the squared deviations from the mean of all, so
/// what single precision rounds away is a few units of 2⁻²⁴ of the variance, whatever the mean and the order of the rows.
/// </remarks>
internal ref struct ColumnMoments
{
    /// <summary>Rows of a block; even and odd ones have sums of their own.</summary>
    private const int BlockRows = 2 * ColumnSums.BlockRows;

    /// <summary>Rows of the first block, which are read twice.</summary>
    private const int FirstBlockRows = 16;

    private Floats _center;
    private Floats _differences;
    private Floats _squares;
    private Doubles _origin;
    private Doubles _differencesInAll;
    private Doubles _squaresInAll;

    /// <summary>Reads a panel.</summary>
    /// <param name="x">The panel <c>[rows, width]</c>.</param>
    /// <param name="rows">Rows of the panel, at least 1.</param>
    /// <param name="width">Width of the panel, 16 or 32.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read<TVector>(ref readonly float x, int rows, int width)
        where TVector : struct, IVector<TVector>
    {
        int count = Math.Min(FirstBlockRows, rows);
        TakeMean<TVector>(in x, count, width);
        for (int first = 0; first < rows; first += count, count = Math.Min(BlockRows, rows - first))
        {
            AddBlock<TVector>(in Unsafe.Add(ref Unsafe.AsRef(in x), (nuint)first * (nuint)width), count, width);
            CarryOn(count, first + count, width);
        }
    }

    /// <summary>Column <paramref name="column"/>'s mean and biased variance, in double precision.</summary>
    public readonly (double Mean, double Variance) Of(int column, int rows)
    {
        double mean = _differencesInAll[column] / rows;
        double variance = (_squaresInAll[column] / rows) - (mean * mean);
        return (_origin[column] + mean, variance < 0 ? 0 : variance);
    }

    /// <summary>The mean of the first block, roughly, is what the first differences are taken to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TakeMean<TVector>(ref readonly float block, int rows, int width)
        where TVector : struct, IVector<TVector>
    {
        TVector share = TVector.Broadcast(1f / rows);
        nuint stride = (nuint)width;
        nuint end = (nuint)rows * stride;
        for (nuint column = 0; column < stride; column += (nuint)TVector.Count)
        {
            TVector pivot = TVector.Load(in block, column);
            TVector sum = TVector.Zero;
            for (nuint i = column; i < end; i += stride)
            {
                sum += TVector.Load(in block, i) - pivot;
            }

            TVector.MultiplyAdd(sum, share, pivot).Store(ref _center[0], column);
        }

        for (int column = 0; column < width; column++)
        {
            _origin[column] = _center[column];
        }
    }

    /// <summary>Sums differences to the centre and their squares, of two registers of columns at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddBlock<TVector>(ref readonly float block, int rows, int width)
        where TVector : struct, IVector<TVector>
    {
        nuint stride = (nuint)width;
        nuint end = (nuint)rows * stride;
        for (nuint one = 0; one < stride; one += 2 * (nuint)TVector.Count)
        {
            nuint other = one + (nuint)TVector.Count < stride ? one + (nuint)TVector.Count : one;
            TVector centerOfOne = TVector.Load(in _center[0], one);
            TVector centerOfOther = TVector.Load(in _center[0], other);
            TVector evenOfOne = TVector.Zero;
            TVector evenOfOther = TVector.Zero;
            TVector oddOfOne = TVector.Zero;
            TVector oddOfOther = TVector.Zero;
            TVector evenSquaresOfOne = TVector.Zero;
            TVector evenSquaresOfOther = TVector.Zero;
            TVector oddSquaresOfOne = TVector.Zero;
            TVector oddSquaresOfOther = TVector.Zero;
            nuint row = 0;
            for (; row + stride < end; row += 2 * stride)
            {
                Add(TVector.Load(in block, row + one) - centerOfOne, ref evenOfOne, ref evenSquaresOfOne);
                Add(TVector.Load(in block, row + other) - centerOfOther, ref evenOfOther, ref evenSquaresOfOther);
                Add(TVector.Load(in block, row + stride + one) - centerOfOne, ref oddOfOne, ref oddSquaresOfOne);
                Add(TVector.Load(in block, row + stride + other) - centerOfOther, ref oddOfOther, ref oddSquaresOfOther);
            }

            if (row < end)
            {
                Add(TVector.Load(in block, row + one) - centerOfOne, ref evenOfOne, ref evenSquaresOfOne);
                Add(TVector.Load(in block, row + other) - centerOfOther, ref evenOfOther, ref evenSquaresOfOther);
            }

            (evenOfOne + oddOfOne).Store(ref _differences[0], one);
            (evenSquaresOfOne + oddSquaresOfOne).Store(ref _squares[0], one);
            (evenOfOther + oddOfOther).Store(ref _differences[0], other);
            (evenSquaresOfOther + oddSquaresOfOther).Store(ref _squares[0], other);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TVector>(TVector difference, ref TVector differences, ref TVector squares)
        where TVector : struct, IVector<TVector>
    {
        differences += difference;
        squares = TVector.MultiplyAdd(difference, difference, squares);
    }

    /// <summary>
    /// Adds a block's sums to those over all, which are of differences to one origin. With <c>d = c − origin</c> that is <c>Σ(x − c) + n·d</c> and
    /// <c>Σ(x − c)² + d·(2·Σ(x − c) + n·d)</c>. The mean so far is the next block's centre.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CarryOn(int rows, int rowsSoFar, int width)
    {
        Span<Vector<float>> centers = MemoryMarshal.Cast<float, Vector<float>>(((Span<float>)_center)[..width]);
        ReadOnlySpan<Vector<float>> differences = MemoryMarshal.Cast<float, Vector<float>>((Span<float>)_differences);
        ReadOnlySpan<Vector<float>> squares = MemoryMarshal.Cast<float, Vector<float>>((Span<float>)_squares);
        for (int i = 0; i < centers.Length; i++)
        {
            Vector.Widen(centers[i], out Vector<double> lowCenter, out Vector<double> highCenter);
            Vector.Widen(differences[i], out Vector<double> lowDifferences, out Vector<double> highDifferences);
            Vector.Widen(squares[i], out Vector<double> lowSquares, out Vector<double> highSquares);
            centers[i] = Vector.Narrow(
                CarryOn(2 * i, rows, rowsSoFar, lowCenter, lowDifferences, lowSquares),
                CarryOn((2 * i) + 1, rows, rowsSoFar, highCenter, highDifferences, highSquares));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector<double> CarryOn(int index, double rows, double rowsSoFar, Vector<double> center, Vector<double> differences, Vector<double> squares)
    {
        ref Vector<double> differencesInAll = ref MemoryMarshal.Cast<double, Vector<double>>((Span<double>)_differencesInAll)[index];
        ref Vector<double> squaresInAll = ref MemoryMarshal.Cast<double, Vector<double>>((Span<double>)_squaresInAll)[index];
        Vector<double> origin = MemoryMarshal.Cast<double, Vector<double>>((Span<double>)_origin)[index];
        Vector<double> distance = center - origin;
        Vector<double> moved = distance * rows;
        differencesInAll += differences + moved;
        squaresInAll += squares + (distance * (differences + differences + moved));
        return origin + (differencesInAll / new Vector<double>(rowsSoFar));
    }

    [InlineArray(Panel.Width)]
    private struct Floats
    {
        private float _first;
    }

    [InlineArray(Panel.Width)]
    private struct Doubles
    {
        private double _first;
    }
}
