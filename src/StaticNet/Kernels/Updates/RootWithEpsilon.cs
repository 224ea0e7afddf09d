using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>The divisor of an adaptive step: <c>√(s + ε)</c>, as in Keras, or <c>√s + ε</c>, as in PyTorch.</summary>
internal readonly struct RootWithEpsilon(float epsilon, bool inside)
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Of<TVector>(TVector square)
        where TVector : struct, IVector<TVector>
    {
        TVector small = TVector.Broadcast(epsilon);
        return inside ? TVector.Sqrt(square + small) : TVector.Sqrt(square) + small;
    }
}
