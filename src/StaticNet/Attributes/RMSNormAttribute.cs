namespace StaticNet;

/// <summary>
/// Root mean square normalisation: <c>y = γ·x/√(mean(x²) + ε)</c> over the last axis, of each sample and position on its own: layer normalisation
/// without a mean and without β. The same in training and prediction. γ starts at 1 and has the length of the last axis. Keeps the shape. Zhang
/// and Sennrich, "Root mean square layer normalization", NeurIPS 2019.
/// </summary>
/// <param name="epsilon">ε, positive: 1e-6 as in Keras.</param>
/// <param name="scale">Whether γ is there.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class RMSNormAttribute(double epsilon = 1e-6, bool scale = true) : LayerAttribute
{
    /// <summary>Added to the mean of squares.</summary>
    public double Epsilon { get; } = epsilon;

    /// <summary>Whether γ is there.</summary>
    public bool Scale { get; } = scale;
}
