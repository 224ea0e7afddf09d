using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary><c>f(x) = ln(x + offset)</c>: −∞ at −offset, NaN below.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ShiftedLog : IActivation
{
    private readonly float _offset;

    /// <summary>A logarithm.</summary>
    /// <param name="offset">What is added first.</param>
    public ShiftedLog(float offset) => _offset = offset;

    /// <inheritdoc/>
    public static bool UsesInput => true;

    /// <inheritdoc/>
    public static bool IsShort => false;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Forward<TVector>(TVector x)
        where TVector : struct, IVector<TVector> =>
        VectorMath.Log(x + TVector.Broadcast(_offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Gradient<TVector>(TVector dy, TVector x, TVector y)
        where TVector : struct, IVector<TVector> =>
        dy * (TVector.Broadcast(1f) / (x + TVector.Broadcast(_offset)));
}
