using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary><c>f(x) = eˣ</c>, its own derivative.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Exponential : IActivation
{
    /// <inheritdoc/>
    public static bool UsesInput => false;

    /// <inheritdoc/>
    public static bool IsShort => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Forward<TVector>(TVector x)
        where TVector : struct, IVector<TVector> =>
        VectorMath.Exp(x);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Gradient<TVector>(TVector dy, TVector x, TVector y)
        where TVector : struct, IVector<TVector> =>
        dy * y;
}
