using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>Loads of per-column vectors that may be absent.</summary>
internal static class OptionalVector
{
    /// <summary>The lanes at <paramref name="offset"/>, or <paramref name="otherwise"/> in all lanes where the reference is null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load<TVector>(ref readonly float values, nuint offset, float otherwise)
        where TVector : struct, IVector<TVector> =>
        Unsafe.IsNullRef(in values) ? TVector.Broadcast(otherwise) : TVector.Load(in values, offset);
}
