using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// Sixteen sums of a row's values, value i in sum <c>i mod 16</c>, whatever the width of a register: so a total has the same bits at every
/// width. A narrower register walks over the row once for each of its lanes' share.
/// </summary>
[InlineArray(Count)]
internal struct LaneSums
{
    /// <summary>Number of sums, and the distance between values of one sum.</summary>
    public const int Count = 16;

    private float _first;

    /// <summary>Sets the sums from <paramref name="lane"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set<TVector>(int lane, TVector sums)
        where TVector : struct, IVector<TVector> =>
        sums.Store(ref _first, (nuint)lane);

    /// <summary>The total: the upper half is added to the lower until one sum is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Total<TVector>()
        where TVector : struct, IVector<TVector>
    {
        for (int half = Count / 2; half >= TVector.Count; half /= 2)
        {
            for (int lane = 0; lane < half; lane += TVector.Count)
            {
                (TVector.Load(ref _first, (nuint)lane) + TVector.Load(ref _first, (nuint)(lane + half))).Store(ref _first, (nuint)lane);
            }
        }

        return TVector.Sum(TVector.Load(ref _first, 0));
    }
}
