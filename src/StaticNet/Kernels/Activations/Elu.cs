using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// Exponential linear unit: <c>x</c> above 0 and <c>α(eˣ − 1)</c> elsewhere. The derivative at 0 is α. Clevert, Unterthiner and Hochreiter,
/// "Fast and accurate deep network learning by exponential linear units", ICLR 2016.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Elu : IActivation
{
    private readonly float _alpha;

    /// <summary>An exponential linear unit.</summary>
    /// <param name="alpha">Minus the limit at −∞, not negative: the derivative takes the sign of the input from the output.</param>
    public Elu(float alpha) => _alpha = alpha;

    /// <inheritdoc/>
    public static bool UsesInput => false;

    /// <inheritdoc/>
    public static bool IsShort => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Forward<TVector>(TVector x)
        where TVector : struct, IVector<TVector> =>
        TVector.Select(TVector.GreaterThan(x, TVector.Zero), x, VectorMath.ExpMinusOne(x) * TVector.Broadcast(_alpha));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Gradient<TVector>(TVector dy, TVector x, TVector y)
        where TVector : struct, IVector<TVector> =>
        dy * TVector.Select(TVector.GreaterThan(y, TVector.Zero), TVector.Broadcast(1f), y + TVector.Broadcast(_alpha));
}
