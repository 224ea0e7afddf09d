using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>Overwrites the result with a function of the sums.</summary>
/// <param name="activation">The function.</param>
internal readonly struct ActivatedStore<TActivation>(TActivation activation) : ITileEpilogue
    where TActivation : struct, IActivation
{
    private readonly TActivation _activation = activation;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<TVector>(TVector sums, ref float y, nuint offset)
        where TVector : struct, IVector<TVector> =>
        _activation.Forward(sums).Store(ref y, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void FetchAhead(ref readonly float y, nuint width, int rows, int columns)
    {
    }
}
