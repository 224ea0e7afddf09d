namespace StaticNet;

/// <summary>
/// Layer normalisation: <c>y = γ·(x − μ)/√(σ² + ε) + β</c>, with mean μ and biased variance σ² over the last axis, of each sample and position on
/// its own: the same in training and prediction, and for any size of batch. γ starts at 1 and β at 0; both have the length of the last axis, which
/// must be 2 or more. Keeps the shape. Ba, Kiros and Hinton, "Layer normalization", 2016.
/// </summary>
/// <param name="epsilon">ε, positive: keeps the deviation of equal values from being 0. 1e-3 as in Keras; PyTorch has 1e-5.</param>
/// <param name="center">Whether β is there.</param>
/// <param name="scale">Whether γ is there.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LayerNormAttribute(double epsilon = 1e-3, bool center = true, bool scale = true) : LayerAttribute
{
    /// <summary>Added to the variance.</summary>
    public double Epsilon { get; } = epsilon;

    /// <summary>Whether β is there.</summary>
    public bool Center { get; } = center;

    /// <summary>Whether γ is there.</summary>
    public bool Scale { get; } = scale;
}
