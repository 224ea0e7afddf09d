using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// Gaussian error linear unit in its tanh form: <c>f(x) = ½x·(1 + tanh u) = x·σ(2u)</c> with <c>u = √(2/π)·(x + 0.044715·x³)</c>. Hendrycks
/// and Gimpel, "Gaussian error linear units (GELUs)", 2016.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct GeluTanh : IActivation
{
    private const float TwiceRootTwoOverPi = 1.5957691216057307117f;
    private const float Cubic = 0.044715f;

    /// <inheritdoc/>
    public static bool UsesInput => true;

    /// <inheritdoc/>
    public static bool IsShort => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Forward<TVector>(TVector x)
        where TVector : struct, IVector<TVector>
    {
        // Below −15 the result is 0 whatever x is; the bound keeps −∞ from becoming ∞·0.
        TVector bounded = VectorMath.Clamp(x, -15f, float.PositiveInfinity);
        return bounded * VectorMath.Sigmoid(Argument(bounded));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Gradient<TVector>(TVector dy, TVector x, TVector y)
        where TVector : struct, IVector<TVector>
    {
        TVector one = TVector.Broadcast(1f);
        TVector bounded = VectorMath.Clamp(x, -15f, 15f);
        TVector sigmoid = VectorMath.Sigmoid(Argument(bounded), out TVector complement);
        TVector slope = TVector.MultiplyAdd(
            bounded * bounded, TVector.Broadcast(3f * Cubic * TwiceRootTwoOverPi), TVector.Broadcast(TwiceRootTwoOverPi));
        return dy * (sigmoid * TVector.MultiplyAdd(bounded * slope, complement, one));
    }

    // 2u
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Argument<TVector>(TVector x)
        where TVector : struct, IVector<TVector> =>
        x * TVector.MultiplyAdd(x * x, TVector.Broadcast(Cubic * TwiceRootTwoOverPi), TVector.Broadcast(TwiceRootTwoOverPi));
}
