using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// <c>f(x) = x·tanh(ln(1 + eˣ))</c>. Misra, "Mish: a self regularized non-monotonic activation function", BMVC 2020.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Mish : IActivation
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
        TVector gate = Gate(VectorMath.Exp(-TVector.Abs(x)), x, out _);
        return VectorMath.Clamp(x, -150f, float.PositiveInfinity) * gate;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Gradient<TVector>(TVector dy, TVector x, TVector y)
        where TVector : struct, IVector<TVector>
    {
        // With g = tanh(ln(1 + eˣ)): f′ = g + x·(1 − g²)·σ(x).
        TVector one = TVector.Broadcast(1f);
        TVector bounded = VectorMath.Clamp(x, -150f, 150f);
        TVector decay = VectorMath.Exp(-TVector.Abs(bounded));
        TVector gate = Gate(decay, bounded, out TVector complement);
        TVector sigmoid = TVector.Select(TVector.GreaterThan(TVector.Zero, x), decay, one) / (one + decay);
        return dy * TVector.MultiplyAdd(bounded * sigmoid, complement * (one + gate), gate);
    }

    // tanh(ln(1 + eˣ)) = ((1 + eˣ)² − 1)/((1 + eˣ)² + 1) and 1 minus it, from w = e^−|x|: (1 + 2w)/(1 + 2w + 2w²) for x ≥ 0 and
    // w(w + 2)/(w(w + 2) + 2) below.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Gate<TVector>(TVector w, TVector x, out TVector complement)
        where TVector : struct, IVector<TVector>
    {
        TVector one = TVector.Broadcast(1f);
        TVector two = TVector.Broadcast(2f);
        TVector negative = TVector.GreaterThan(TVector.Zero, x);
        TVector numerator = TVector.Select(negative, w * (w + two), TVector.MultiplyAdd(w, two, one));
        TVector rest = two * TVector.Select(negative, one, w * w);
        TVector inverse = one / (numerator + rest);
        complement = rest * inverse;
        return numerator * inverse;
    }
}
