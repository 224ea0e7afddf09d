using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StaticNet.Kernels;

/// <summary>Norms of contiguous values.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Norms
{
    // Value i goes to sum i mod 64 at every vector width: enough independent sums to hide their latency, and the same bits everywhere.
    private const int Sums = 64;

    /// <summary>
    /// Σ values². The squares are exact and summed in double, so neither overflow nor underflow of a square matters; the result is the
    /// same on every processor.
    /// </summary>
    /// <param name="values">The values.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double SumOfSquares(ref readonly float values, int count) =>
        VectorWidth.Sum(new SumOfSquaresBody(in values, count));

    /// <summary>Σ |values|, summed in double; the result is the same on every processor.</summary>
    /// <param name="values">The values.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double SumOfMagnitudes(ref readonly float values, int count) =>
        VectorWidth.Sum(new SumOfMagnitudesBody(in values, count));

    /// <summary>Adds the squares of every column of a panel, which are exact, to a sum of its own, row by row.</summary>
    /// <param name="values">The panel <c>[rows, width]</c>.</param>
    /// <param name="rows">Rows of the panel.</param>
    /// <param name="width">Width of the panel, 16 or 32.</param>
    /// <param name="sums"><paramref name="width"/> sums, added to.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddColumnSquares(ref readonly float values, int rows, int width, ref double sums) =>
        VectorWidth.Run(new AddColumnSquaresBody(in values, rows, width, ref sums));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double SumOfSquaresRun<TVector>(ref readonly float values, int count)
        where TVector : struct, IVector<TVector>
    {
        Span<double> sums = stackalloc double[Sums];
        sums.Clear();
        ref double sum = ref MemoryMarshal.GetReference(sums);
        for (nuint i = 0; i < (nuint)count; i += (nuint)TVector.Count)
        {
            TVector value = TVector.Load(in values, i);
            TVector.AddProductWidened(value, value, ref sum, i % Sums);
        }

        return PartialSums.Total(sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double SumOfMagnitudesRun<TVector>(ref readonly float values, int count)
        where TVector : struct, IVector<TVector>
    {
        Span<double> sums = stackalloc double[Sums];
        sums.Clear();
        ref double sum = ref MemoryMarshal.GetReference(sums);
        for (nuint i = 0; i < (nuint)count; i += (nuint)TVector.Count)
        {
            TVector.AddWidened(TVector.Abs(TVector.Load(in values, i)), ref sum, i % Sums);
        }

        return PartialSums.Total(sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddColumnSquaresRun<TVector>(ref readonly float values, int rows, int width, ref double sums)
        where TVector : struct, IVector<TVector>
    {
        nuint end = (nuint)rows * (nuint)width;
        for (nuint column = 0; column < (nuint)width; column += (nuint)TVector.Count)
        {
            for (nuint offset = column; offset < end; offset += (nuint)width)
            {
                TVector value = TVector.Load(in values, offset);
                TVector.AddProductWidened(value, value, ref sums, column);
            }
        }
    }

    private readonly ref struct SumOfMagnitudesBody(ref readonly float values, int count) : IVectorFunction
    {
        private readonly ref readonly float _values = ref values;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            SumOfMagnitudesRun<TVector>(in _values, count);
    }

    private readonly ref struct AddColumnSquaresBody(ref readonly float values, int rows, int width, ref double sums) : IVectorBody
    {
        private readonly ref readonly float _values = ref values;
        private readonly ref double _sums = ref sums;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            AddColumnSquaresRun<TVector>(in _values, rows, width, ref _sums);
    }

    private readonly ref struct SumOfSquaresBody(ref readonly float values, int count) : IVectorFunction
    {
        private readonly ref readonly float _values = ref values;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            SumOfSquaresRun<TVector>(in _values, count);
    }
}
