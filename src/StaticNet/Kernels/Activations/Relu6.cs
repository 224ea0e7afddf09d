using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// Bounded rectifier: <c>f(x) = min(max(x, 0), 6)</c>. The derivative at 0 and at 6 is 0. Krizhevsky, "Convolutional deep belief networks
/// on CIFAR-10", 2010.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Relu6 : IActivation
{
    /// <inheritdoc/>
    public static bool UsesInput => false;

    /// <inheritdoc/>
    public static bool IsShort => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Forward<TVector>(TVector x)
        where TVector : struct, IVector<TVector> =>
        VectorMath.Clamp(x, 0f, 6f);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Gradient<TVector>(TVector dy, TVector x, TVector y)
        where TVector : struct, IVector<TVector> =>
        dy * VectorMath.InsideOpenInterval(y, 6f, 1f);
}
