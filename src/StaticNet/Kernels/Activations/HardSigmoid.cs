using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// Piecewise linear logistic function, as in Keras 3 and PyTorch: <c>f(x) = min(max(x/6 + 1/2, 0), 1)</c>. The derivative is 1/6 where the
/// output lies between 0 and 1 and 0 elsewhere.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct HardSigmoid : IActivation
{
    /// <inheritdoc/>
    public static bool UsesInput => false;

    /// <inheritdoc/>
    public static bool IsShort => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Forward<TVector>(TVector x)
        where TVector : struct, IVector<TVector> =>
        VectorMath.Clamp(x + TVector.Broadcast(3f), 0f, 6f) * TVector.Broadcast(1f / 6f);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Gradient<TVector>(TVector dy, TVector x, TVector y)
        where TVector : struct, IVector<TVector> =>
        dy * VectorMath.InsideOpenInterval(y, 1f, 1f / 6f);
}
