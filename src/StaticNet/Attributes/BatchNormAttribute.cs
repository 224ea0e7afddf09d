namespace StaticNet;

/// <summary>
/// Batch normalisation: <c>y = γ·(x − μ)/√(σ² + ε) + β</c>, with mean μ and biased variance σ² of each channel over the batch and all other
/// axes when training, and their moving averages when predicting. γ starts at 1 and β at 0; both have the shape <c>[channels]</c>. Training
/// needs more than one value a channel. Ioffe and Szegedy, "Batch normalization: accelerating deep network training by reducing internal
/// covariate shift", ICML 2015.
/// </summary>
/// <param name="axis">The channels' axis, counted as in Keras: 0 is the batch and not allowed, -1 the last.</param>
/// <param name="momentum">
/// m of <c>average = m·average + (1 − m)·batch</c>, from 0 up to 1. The default of 0.99 takes some 300 steps to settle: choose 0.9 for
/// short training.
/// </param>
/// <param name="epsilon">ε, positive: keeps the deviation of a constant channel from being 0.</param>
/// <param name="center">Whether β is there.</param>
/// <param name="scale">Whether γ is there.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class BatchNormAttribute(
    int axis = -1, double momentum = 0.99, double epsilon = 1e-3, bool center = true, bool scale = true) : LayerAttribute
{
    /// <summary>The channels' axis.</summary>
    public int Axis { get; } = axis;

    /// <summary>Share of the moving averages that a step keeps.</summary>
    public double Momentum { get; } = momentum;

    /// <summary>Added to the variance.</summary>
    public double Epsilon { get; } = epsilon;

    /// <summary>Whether β is there.</summary>
    public bool Center { get; } = center;

    /// <summary>Whether γ is there.</summary>
    public bool Scale { get; } = scale;

    /// <summary>How the statistics used for predicting are averaged over batches.</summary>
    public MovingAverage Average { get; set; } = MovingAverage.Exponential;

    /// <summary>The divisor of the variance that is averaged; the variance training itself divides by is always biased.</summary>
    public RunningVariance RunningVariance { get; set; } = RunningVariance.Biased;

    /// <summary>
    /// Whether training normalises with the moving statistics and leaves them as they are, as fine-tuning wants it. γ and β are trained all
    /// the same. Off unless given.
    /// </summary>
    public bool FrozenStatistics { get; set; }
}
