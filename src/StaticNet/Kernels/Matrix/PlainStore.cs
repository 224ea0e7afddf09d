using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>Overwrites the result with the sums.</summary>
internal readonly struct PlainStore : ITileEpilogue
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<TVector>(TVector sums, ref float y, nuint offset)
        where TVector : struct, IVector<TVector> =>
        sums.Store(ref y, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void FetchAhead(ref readonly float y, nuint width, int rows, int columns)
    {
    }
}
