using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary><c>f(x) = min(max(x, low), high)</c>. The derivative is 1 inside and 0 at both ends and beyond.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Clip : IActivation
{
    private readonly float _low;
    private readonly float _high;

    /// <summary>A range.</summary>
    /// <param name="low">The least value.</param>
    /// <param name="high">The largest value, above <paramref name="low"/>.</param>
    public Clip(float low, float high)
    {
        _low = low;
        _high = high;
    }

    /// <inheritdoc/>
    public static bool UsesInput => false;

    /// <inheritdoc/>
    public static bool IsShort => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Forward<TVector>(TVector x)
        where TVector : struct, IVector<TVector> =>
        VectorMath.Clamp(x, _low, _high);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Gradient<TVector>(TVector dy, TVector x, TVector y)
        where TVector : struct, IVector<TVector>
    {
        TVector belowHigh = TVector.Where(TVector.GreaterThan(TVector.Broadcast(_high), y), TVector.Broadcast(1f));
        TVector derivative = TVector.Where(TVector.GreaterThan(y, TVector.Broadcast(_low)), belowHigh);
        return dy * TVector.Select(TVector.IsNaN(y), y, derivative);
    }
}
