using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// Sigmoid-weighted linear unit (Swish): <c>f(x) = x·σ(x)</c>, with derivative <c>σ(x)·(1 + x·σ(−x))</c>. Elfwing, Uchibe and Doya,
/// "Sigmoid-weighted linear units for neural network function approximation in reinforcement learning", 2018.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Silu : IActivation
{
    /// <inheritdoc/>
    public static bool UsesInput => true;

    /// <inheritdoc/>
    public static bool IsShort => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Forward<TVector>(TVector x)
        where TVector : struct, IVector<TVector>
    {
        // Below −150 the result is 0 whatever x is; the bound keeps −∞ from becoming ∞·0.
        return VectorMath.Clamp(x, -150f, float.PositiveInfinity) * VectorMath.Sigmoid(x);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Gradient<TVector>(TVector dy, TVector x, TVector y)
        where TVector : struct, IVector<TVector>
    {
        TVector one = TVector.Broadcast(1f);
        TVector bounded = VectorMath.Clamp(x, -150f, 150f);
        TVector sigmoid = VectorMath.Sigmoid(bounded, out TVector complement);
        return dy * (sigmoid * TVector.MultiplyAdd(bounded, complement, one));
    }
}
