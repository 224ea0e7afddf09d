using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// Piecewise linear logistic function, as in Keras 2: <c>f(x) = min(max(0.2·x + 0.5, 0), 1)</c>. The derivative is 0.2 where the output
/// lies between 0 and 1 and 0 elsewhere.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct KerasHardSigmoid : IActivation
{
    /// <inheritdoc/>
    public static bool UsesInput => false;

    /// <inheritdoc/>
    public static bool IsShort => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Forward<TVector>(TVector x)
        where TVector : struct, IVector<TVector>
    {
        TVector line = TVector.MultiplyAdd(x, TVector.Broadcast(0.2f), TVector.Broadcast(0.5f));
        return VectorMath.Clamp(line, 0f, 1f);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Gradient<TVector>(TVector dy, TVector x, TVector y)
        where TVector : struct, IVector<TVector> =>
        dy * VectorMath.InsideOpenInterval(y, 1f, 0.2f);
}
