using System.Numerics;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// Mean and variance of a panel's columns, of which every row but the first few is read once: in blocks of single precision, whose sums are carried on in
/// double. Chan, Golub and LeVeque, "Algorithms for computing the sample variance", The American Statistician 37 (1983).
/// </summary>
/// <remarks>
/// A block sums up differences to a number c and their squares; c is near the mean of the rows before it, or, of the first block, near that of its own first
/// rows. The squares of the distances from a block's mean to its c, once for every row, add up to no more than three times the squared deviations from the
/// mean of all, so what single precision rounds away is typically a few units of 2⁻²⁴ of the variance, whatever the mean and the order of the rows.
/// </remarks>
internal ref struct ColumnMoments
{
    /// <summary>Rows of a block.</summary>
    private const int BlockRows = 2 * ColumnSums.BlockRows;

    /// <summary>Rows at the start, which are read twice.</summary>
    private const int FirstRows = 16;

    private PanelFloats _center;
    private PanelFloats _differences;
    private PanelFloats _squares;
    private PanelDoubles _origin;
    private PanelDoubles _differencesInAll;
    private PanelDoubles _squaresInAll;

    /// <summary>Reads a panel.</summary>
    /// <param name="x">The panel <c>[rows, width]</c>.</param>
    /// <param name="rows">Rows of the panel, at least 1.</param>
    /// <param name="width">Width of the panel, 16 or 32.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Read<TVector>(ref readonly float x, int rows, int width)
        where TVector : struct, IVector<TVector>
    {
        TakeMean<TVector>(in x, Math.Min(FirstRows, rows), width);
        for (int first = 0; first < rows; first += BlockRows)
        {
            int count = Math.Min(BlockRows, rows - first);
            AddBlock<TVector>(in Unsafe.Add(ref Unsafe.AsRef(in x), (nuint)first * (nuint)width), count, width);
            CarryOn(count, first + count, width);
        }
    }

    /// <summary>Every column's mean, as a float and what that lacks, and its biased variance.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public readonly void Write(ref float mean, ref float meanLow, ref float variance, int rows, int width)
    {
        var share = new Vector<double>(1.0 / rows);
        for (nuint i = 0; i < (nuint)width; i += (nuint)Vector<float>.Count)
        {
            nuint half = i + (nuint)Vector<double>.Count;
            (Vector<double> lower, Vector<double> lowerVariance) = Of(i, share);
            (Vector<double> upper, Vector<double> upperVariance) = Of(half, share);
            Vector<float> high = Vector.Narrow(lower, upper);
            Vector.Widen(high, out Vector<double> lowerHigh, out Vector<double> upperHigh);
            high.StoreUnsafe(ref mean, i);
            Vector.Narrow(lower - lowerHigh, upper - upperHigh).StoreUnsafe(ref meanLow, i);
            Vector.Narrow(lowerVariance, upperVariance).StoreUnsafe(ref variance, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly (Vector<double> Mean, Vector<double> Variance) Of(nuint column, Vector<double> share)
    {
        Vector<double> distance = Vector.LoadUnsafe(in _differencesInAll[0], column) * share;
        Vector<double> variance = (Vector.LoadUnsafe(in _squaresInAll[0], column) * share) - (distance * distance);
        variance = Vector.ConditionalSelect(Vector.LessThan(variance, Vector<double>.Zero), Vector<double>.Zero, variance);
        return (Vector.LoadUnsafe(in _origin[0], column) + distance, variance);
    }

    /// <summary>The mean of the first rows, roughly, is what the first differences are taken to.</summary>
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

        for (nuint i = 0; i < (nuint)width; i += (nuint)Vector<float>.Count)
        {
            Vector.Widen(Vector.LoadUnsafe(in _center[0], i), out Vector<double> lower, out Vector<double> upper);
            lower.StoreUnsafe(ref _origin[0], i);
            upper.StoreUnsafe(ref _origin[0], i + (nuint)Vector<double>.Count);
        }
    }

    /// <summary>Sums differences to the centre and their squares, of four registers of columns at a time where there are as many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddBlock<TVector>(ref readonly float block, int rows, int width)
        where TVector : struct, IVector<TVector>
    {
        nuint stride = (nuint)width;
        nuint end = (nuint)rows * stride;
        nuint one = 0;
        for (; one + (4 * (nuint)TVector.Count) <= stride; one += 4 * (nuint)TVector.Count)
        {
            nuint two = one + (nuint)TVector.Count;
            nuint three = two + (nuint)TVector.Count;
            nuint four = three + (nuint)TVector.Count;
            TVector centerOfOne = TVector.Load(in _center[0], one);
            TVector centerOfTwo = TVector.Load(in _center[0], two);
            TVector centerOfThree = TVector.Load(in _center[0], three);
            TVector centerOfFour = TVector.Load(in _center[0], four);
            TVector sumOfOne = TVector.Zero;
            TVector sumOfTwo = TVector.Zero;
            TVector sumOfThree = TVector.Zero;
            TVector sumOfFour = TVector.Zero;
            TVector squaresOfOne = TVector.Zero;
            TVector squaresOfTwo = TVector.Zero;
            TVector squaresOfThree = TVector.Zero;
            TVector squaresOfFour = TVector.Zero;
            for (nuint row = 0; row < end; row += stride)
            {
                Add(TVector.Load(in block, row + one) - centerOfOne, ref sumOfOne, ref squaresOfOne);
                Add(TVector.Load(in block, row + two) - centerOfTwo, ref sumOfTwo, ref squaresOfTwo);
                Add(TVector.Load(in block, row + three) - centerOfThree, ref sumOfThree, ref squaresOfThree);
                Add(TVector.Load(in block, row + four) - centerOfFour, ref sumOfFour, ref squaresOfFour);
            }

            sumOfOne.Store(ref _differences[0], one);
            sumOfTwo.Store(ref _differences[0], two);
            sumOfThree.Store(ref _differences[0], three);
            sumOfFour.Store(ref _differences[0], four);
            squaresOfOne.Store(ref _squares[0], one);
            squaresOfTwo.Store(ref _squares[0], two);
            squaresOfThree.Store(ref _squares[0], three);
            squaresOfFour.Store(ref _squares[0], four);
        }

        for (; one < stride; one += 2 * (nuint)TVector.Count)
        {
            // In pairs, so that one sum need not wait for the one before.
            nuint other = one + (nuint)TVector.Count < stride ? one + (nuint)TVector.Count : one;
            TVector centerOfOne = TVector.Load(in _center[0], one);
            TVector centerOfOther = TVector.Load(in _center[0], other);
            TVector sumOfOne = TVector.Zero;
            TVector sumOfOther = TVector.Zero;
            TVector squaresOfOne = TVector.Zero;
            TVector squaresOfOther = TVector.Zero;
            for (nuint row = 0; row < end; row += stride)
            {
                Add(TVector.Load(in block, row + one) - centerOfOne, ref sumOfOne, ref squaresOfOne);
                Add(TVector.Load(in block, row + other) - centerOfOther, ref sumOfOther, ref squaresOfOther);
            }

            sumOfOne.Store(ref _differences[0], one);
            sumOfOther.Store(ref _differences[0], other);
            squaresOfOne.Store(ref _squares[0], one);
            squaresOfOther.Store(ref _squares[0], other);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TVector>(TVector difference, ref TVector differences, ref TVector squares)
        where TVector : struct, IVector<TVector>
    {
        differences += difference;
        squares.AddProduct(difference, difference);
    }

    /// <summary>
    /// Adds a block's sums to those over all, which are of differences to one origin. With <c>d = c − origin</c> that is <c>Σ(x − c) + n·d</c> and
    /// <c>Σ(x − c)² + d·(2·Σ(x − c) + n·d)</c>. The mean so far is the next block's centre.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CarryOn(int rows, int rowsSoFar, int width)
    {
        var count = new Vector<double>(rows);
        var share = new Vector<double>(1.0 / rowsSoFar);
        for (nuint i = 0; i < (nuint)width; i += (nuint)Vector<float>.Count)
        {
            Vector.Widen(Vector.LoadUnsafe(in _center[0], i), out Vector<double> lowerCenter, out Vector<double> upperCenter);
            Vector.Widen(Vector.LoadUnsafe(in _differences[0], i), out Vector<double> lowerDifferences, out Vector<double> upperDifferences);
            Vector.Widen(Vector.LoadUnsafe(in _squares[0], i), out Vector<double> lowerSquares, out Vector<double> upperSquares);
            Vector.Narrow(
                CarryOn(i, count, share, lowerCenter, lowerDifferences, lowerSquares),
                CarryOn(i + (nuint)Vector<double>.Count, count, share, upperCenter, upperDifferences, upperSquares)).StoreUnsafe(ref _center[0], i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector<double> CarryOn(
        nuint column, Vector<double> rows, Vector<double> share, Vector<double> center, Vector<double> differences, Vector<double> squares)
    {
        Vector<double> origin = Vector.LoadUnsafe(in _origin[0], column);
        Vector<double> distance = center - origin;
        Vector<double> moved = distance * rows;
        Vector<double> differencesInAll = Vector.LoadUnsafe(in _differencesInAll[0], column) + differences + moved;
        Vector<double> squaresInAll = Vector.LoadUnsafe(in _squaresInAll[0], column) + (squares + (distance * (differences + differences + moved)));
        differencesInAll.StoreUnsafe(ref _differencesInAll[0], column);
        squaresInAll.StoreUnsafe(ref _squaresInAll[0], column);
        return origin + (differencesInAll * share);
    }
}
