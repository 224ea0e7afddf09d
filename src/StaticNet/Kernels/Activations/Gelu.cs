using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// Gaussian error linear unit: <c>f(x) = x·Φ(x)</c> with the distribution function Φ of the standard normal, exact rather than by tanh, and
/// with derivative <c>Φ(x) + x·φ(x)</c>. Hendrycks and Gimpel, "Gaussian error linear units (GELUs)", 2016.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Gelu : IActivation
{
    /// <inheritdoc/>
    public static bool UsesInput => true;

    /// <inheritdoc/>
    public static bool IsShort => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Forward<TVector>(TVector x)
        where TVector : struct, IVector<TVector>
    {
        // x·Φ(x) = max(x, 0) − |x|·Φ(−|x|), which keeps its digits far below 0. Beyond 15 the tail is 0.
        TVector magnitude = VectorMath.Clamp(TVector.Abs(x), 0f, 15f);
        TVector tail = magnitude * VectorMath.NormalTail(magnitude, out _);
        return TVector.Select(TVector.GreaterThan(TVector.Zero, x), -tail, x - tail);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Gradient<TVector>(TVector dy, TVector x, TVector y)
        where TVector : struct, IVector<TVector>
    {
        TVector magnitude = VectorMath.Clamp(TVector.Abs(x), 0f, 15f);
        TVector tail = VectorMath.NormalTail(magnitude, out TVector density);
        TVector slope = magnitude * density;
        return dy * TVector.Select(TVector.GreaterThan(TVector.Zero, x), tail - slope, TVector.Broadcast(1f) - tail + slope);
    }
}
