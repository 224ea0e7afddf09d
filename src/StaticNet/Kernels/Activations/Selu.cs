using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// Scaled exponential linear unit: <c>λx</c> above 0 and <c>λα(eˣ − 1)</c> elsewhere, with the constants that keep mean 0 and variance 1.
/// The derivative at 0 is λα. Klambauer, Unterthiner, Mayr and Hochreiter, "Self-normalizing neural networks", NIPS 2017.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Selu : IActivation
{
    private const float Scale = 1.0507009873554804934f;
    private const float ScaleTimesAlpha = (float)(1.0507009873554804934 * 1.6732632423543772848);

    /// <inheritdoc/>
    public static bool UsesInput => false;

    /// <inheritdoc/>
    public static bool IsShort => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Forward<TVector>(TVector x)
        where TVector : struct, IVector<TVector>
    {
        TVector positive = x * TVector.Broadcast(Scale);
        TVector negative = VectorMath.ExpMinusOne(x) * TVector.Broadcast(ScaleTimesAlpha);
        return TVector.Select(TVector.GreaterThan(x, TVector.Zero), positive, negative);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Gradient<TVector>(TVector dy, TVector x, TVector y)
        where TVector : struct, IVector<TVector> =>
        dy * TVector.Select(TVector.GreaterThan(y, TVector.Zero), TVector.Broadcast(Scale), y + TVector.Broadcast(ScaleTimesAlpha));
}
