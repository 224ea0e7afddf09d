using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// Smooth rectifier: <c>f(x) = ln(1 + eˣ)</c>, with derivative <c>1 − e⁻ʸ</c>. Dugas, Bengio, Bélisle, Nadeau and Garcia, "Incorporating
/// second-order functional knowledge for better option pricing", NIPS 2000.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Softplus : IActivation
{
    /// <inheritdoc/>
    public static bool UsesInput => false;

    /// <inheritdoc/>
    public static bool IsShort => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Forward<TVector>(TVector x)
        where TVector : struct, IVector<TVector> =>
        VectorMath.Softplus(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Gradient<TVector>(TVector dy, TVector x, TVector y)
        where TVector : struct, IVector<TVector> =>
        dy * -VectorMath.ExpMinusOne(-y);
}
