using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>A mask: 0 with probability <c>rate</c>, where the uniform draw is below it, and <c>kept</c> elsewhere.</summary>
internal readonly struct MaskDraw : IPanelDraw
{
    private readonly float _rate;
    private readonly float _kept;

    public MaskDraw(float rate, float kept)
    {
        _rate = rate;
        _kept = kept;
    }

    /// <inheritdoc/>
    public static int Group => 4;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Transform<TVector>(ref float draws, int count)
        where TVector : struct, IVector<TVector>
    {
        // Uniform draws are what it takes.
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Value<TVector>(TVector draws)
        where TVector : struct, IVector<TVector> =>
        TVector.Select(TVector.GreaterThan(TVector.Broadcast(_rate), draws), TVector.Zero, TVector.Broadcast(_kept));
}
