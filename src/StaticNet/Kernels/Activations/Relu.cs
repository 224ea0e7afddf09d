using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// Rectified linear unit: <c>f(x) = max(x, 0)</c>. The derivative at 0 is 0. Nair and Hinton, "Rectified linear units improve restricted
/// Boltzmann machines", ICML 2010.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Relu : IActivation
{
    /// <inheritdoc/>
    public static bool UsesInput => false;

    /// <inheritdoc/>
    public static bool IsShort => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Forward<TVector>(TVector x)
        where TVector : struct, IVector<TVector> =>
        TVector.GreaterOr(TVector.Zero, x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Gradient<TVector>(TVector dy, TVector x, TVector y)
        where TVector : struct, IVector<TVector> =>
        // An output that is not positive is zero or NaN, and so is the gradient then.
        TVector.Select(TVector.GreaterThan(y, TVector.Zero), dy, y);
}
