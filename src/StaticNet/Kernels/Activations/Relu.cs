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
    public static bool InputStandsForOutput => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Forward<TVector>(TVector x)
        where TVector : struct, IVector<TVector> =>
        TVector.GreaterOr(TVector.Zero, x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Gradient<TVector>(TVector dy, TVector x, TVector y)
        where TVector : struct, IVector<TVector> =>
        TVector.Where(TVector.GreaterThan(y, TVector.Zero), dy);
}
