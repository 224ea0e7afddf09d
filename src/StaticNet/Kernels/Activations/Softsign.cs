using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// <c>f(x) = x/(1 + |x|)</c>, with derivative <c>1/(1 + |x|)²</c>. Bergstra, Desjardins, Lamblin and Bengio, "Quadratic polynomials learn
/// better image features", 2009.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Softsign : IActivation
{
    /// <inheritdoc/>
    public static bool UsesInput => true;

    /// <inheritdoc/>
    public static bool IsShort => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Forward<TVector>(TVector x)
        where TVector : struct, IVector<TVector>
    {
        // The bound keeps infinity from becoming ∞/∞ and changes no other result.
        TVector magnitude = VectorMath.Clamp(TVector.Abs(x), 0f, 1e30f);
        return TVector.CopySign(magnitude / (magnitude + TVector.Broadcast(1f)), x);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Gradient<TVector>(TVector dy, TVector x, TVector y)
        where TVector : struct, IVector<TVector>
    {
        TVector one = TVector.Broadcast(1f);
        TVector inverse = one / (one + TVector.Abs(x));
        return dy * (inverse * inverse);
    }
}
