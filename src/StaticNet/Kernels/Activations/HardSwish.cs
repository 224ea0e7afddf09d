using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// Piecewise quadratic SiLU: <c>f(x) = x·min(max(x + 3, 0), 6)/6</c>. The derivative is <c>x/3 + 1/2</c> inside (−3, 3), 0 up to −3 and 1
/// from 3 on. Howard et al., "Searching for MobileNetV3", ICCV 2019.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct HardSwish : IActivation
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
        // Below −3 the result is 0 whatever x is; the bound keeps −∞ from becoming ∞·0.
        TVector bounded = VectorMath.Clamp(x, -3f, float.PositiveInfinity);
        TVector gate = VectorMath.Clamp(bounded + TVector.Broadcast(3f), 0f, 6f);
        return bounded * (gate * TVector.Broadcast(1f / 6f));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Gradient<TVector>(TVector dy, TVector x, TVector y)
        where TVector : struct, IVector<TVector>
    {
        TVector bounded = VectorMath.Clamp(x, -3f, 3f);
        TVector gate = bounded + TVector.Broadcast(3f);
        TVector gateSlope = VectorMath.InsideOpenInterval(gate, 6f, 1f / 6f);
        return dy * TVector.MultiplyAdd(bounded, gateSlope, gate * TVector.Broadcast(1f / 6f));
    }
}
