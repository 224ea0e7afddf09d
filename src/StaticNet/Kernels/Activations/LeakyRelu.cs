using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// Leaky rectifier: <c>x</c> above 0 and <c>slope·x</c> elsewhere. The derivative at 0 is the slope. Maas, Hannun and Ng, "Rectifier
/// nonlinearities improve neural network acoustic models", ICML 2013.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct LeakyRelu : IActivation
{
    private readonly float _slope;

    /// <summary>A leaky rectifier.</summary>
    /// <param name="negativeSlope">
    /// The slope below 0, not negative: the derivative takes the sign of the input from the output. With slope 0, −∞ gives NaN.
    /// </param>
    public LeakyRelu(float negativeSlope) => _slope = negativeSlope;

    /// <inheritdoc/>
    public static bool UsesInput => false;

    /// <inheritdoc/>
    public static bool IsShort => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Forward<TVector>(TVector x)
        where TVector : struct, IVector<TVector> =>
        TVector.Select(TVector.GreaterThan(x, TVector.Zero), x, x * TVector.Broadcast(_slope));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Gradient<TVector>(TVector dy, TVector x, TVector y)
        where TVector : struct, IVector<TVector>
    {
        TVector gradient = TVector.Select(TVector.GreaterThan(y, TVector.Zero), dy, dy * TVector.Broadcast(_slope));
        return TVector.Select(TVector.IsNaN(y), y, gradient);
    }
}
