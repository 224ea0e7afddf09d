using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// The sum of two values of one shape, element by element, padding included: what stands in the padding does not influence other elements.
/// Nothing is checked.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ElementSum
{
    /// <summary><c>sum = x + y</c>. NaN and infinity propagate.</summary>
    /// <param name="x"><paramref name="count"/> values.</param>
    /// <param name="y"><paramref name="count"/> values.</param>
    /// <param name="sum"><paramref name="count"/> values, overwritten; may be <paramref name="x"/> or <paramref name="y"/>.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ref readonly float x, ref readonly float y, ref float sum, int count) =>
        VectorWidth.Run(new AddBody(in x, in y, ref sum, count));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddRun<TVector>(ref readonly float x, ref readonly float y, ref float sum, int count)
        where TVector : struct, IVector<TVector>
    {
        for (nuint i = 0; i < (nuint)count; i += (nuint)TVector.Count)
        {
            (TVector.Load(in x, i) + TVector.Load(in y, i)).Store(ref sum, i);
        }
    }

    private readonly ref struct AddBody(ref readonly float x, ref readonly float y, ref float sum, int count) : IVectorBody
    {
        private readonly ref readonly float _x = ref x;
        private readonly ref readonly float _y = ref y;
        private readonly ref float _sum = ref sum;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            AddRun<TVector>(in _x, in _y, ref _sum, count);
    }
}
