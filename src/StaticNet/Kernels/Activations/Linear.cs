using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>A fixed scale and offset: <c>scale·x + offset</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Linear : IActivation
{
    private readonly float _scale;
    private readonly float _offset;

    /// <summary>A fixed scale and offset.</summary>
    public Linear(float scale, float offset)
    {
        _scale = scale;
        _offset = offset;
    }

    /// <inheritdoc/>
    public static bool UsesInput => false;

    /// <inheritdoc/>
    public static bool IsShort => true;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Forward<TVector>(TVector x)
        where TVector : struct, IVector<TVector> =>
        TVector.MultiplyAdd(x, TVector.Broadcast(_scale), TVector.Broadcast(_offset));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Gradient<TVector>(TVector dy, TVector x, TVector y)
        where TVector : struct, IVector<TVector> =>
        dy * TVector.Broadcast(_scale);
}
