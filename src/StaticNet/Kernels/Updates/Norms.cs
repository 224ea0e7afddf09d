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

    private readonly ref struct SumOfSquaresBody(ref readonly float values, int count) : IVectorFunction
    {
        private readonly ref readonly float _values = ref values;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            SumOfSquaresRun<TVector>(in _values, count);
    }
}
