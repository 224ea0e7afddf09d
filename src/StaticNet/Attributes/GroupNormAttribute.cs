namespace StaticNet;

/// <summary>
/// Group normalisation: <c>y = γ·(x − μ)/√(σ² + ε) + β</c>, with mean μ and biased variance σ² of each sample and group of neighbouring channels on
/// its own, over all positions: the same in training and prediction, and for any size of batch. Channels are the last axis; γ starts at 1 and
/// β at 0, one of each a channel. Keeps the shape. Wu and He, "Group normalization", ECCV 2018.
/// </summary>
/// <param name="groups">
/// Number of groups, which divides the number of channels; -1 for a group a channel, which is instance normalisation (Ulyanov et al., 2016).
/// </param>
/// <param name="epsilon">ε, positive: keeps the deviation of equal values from being 0. 1e-3 as in Keras; PyTorch has 1e-5.</param>
/// <param name="center">Whether β is there.</param>
/// <param name="scale">Whether γ is there.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GroupNormAttribute(int groups, double epsilon = 1e-3, bool center = true, bool scale = true) : LayerAttribute
{
    /// <summary>Number of groups, or -1 for as many as there are channels.</summary>
    public int Groups { get; } = groups;

    /// <summary>Added to the variance.</summary>
    public double Epsilon { get; } = epsilon;

    /// <summary>Whether β is there.</summary>
    public bool Center { get; } = center;

    /// <summary>Whether γ is there.</summary>
    public bool Scale { get; } = scale;
}
