namespace StaticNet.Kernels;

/// <summary>What <see cref="PanelDraws"/> makes of uniform draws.</summary>
internal interface IPanelDraw
{
    /// <summary>Draws that belong together start at a multiple of this, itself a multiple of 4 that divides <see cref="PhiloxSequence.Granularity"/>.</summary>
    static abstract int Group { get; }

    /// <summary>Turns uniform draws, whole groups, into others in place.</summary>
    /// <param name="draws"><paramref name="count"/> draws, in order.</param>
    /// <param name="count">Number of draws, a multiple of <see cref="PhiloxSequence.Granularity"/>.</param>
    void Transform<TVector>(ref float draws, int count)
        where TVector : struct, IVector<TVector>;

    /// <summary>The values made of draws, each of one.</summary>
    TVector Value<TVector>(TVector draws)
        where TVector : struct, IVector<TVector>;
}
