namespace StaticNet;

/// <summary>
/// Batch normalisation: <c>y = γ·(x − μ)/√(σ² + ε) + β</c>, with mean μ and biased variance σ² of each channel over the batch and all other
/// axes when training, and their moving averages when predicting. γ starts at 1 and β at 0 unless told otherwise; both have the shape
/// <c>[channels]</c>. Training needs more than one value a channel. Ioffe and Szegedy, "Batch normalization: accelerating deep network training by
/// reducing internal covariate shift", ICML 2015.
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

    /// <summary>
    /// Whether training moves anything of the layer. Otherwise it does what it does when predicting, the moving statistics, γ and β stay as
    /// they are whatever the optimizer, and gradients pass through, as with <c>trainable = False</c> in Keras. On unless given.
    /// </summary>
    public bool Trainable { get; set; } = true;

    /// <summary>
    /// Samples that share statistics in training (ghost batch normalisation, Hoffer et al., NIPS 2017): a batch is cut into parts of so many, in
    /// order, with the rest as a last part. The moving averages move once a batch, by the means of the parts' statistics. 0, unless given: the whole
    /// batch.
    /// </summary>
    public int VirtualBatch { get; set; }

    /// <summary>
    /// Whether training takes the batch's statistics towards the moving ones (batch renormalisation, Ioffe, NIPS 2017), so that small batches and
    /// batches of unlike rows train what will predict: <c>x̂·r + d</c> in place of x̂, with <c>r = clip(σ_B/σ, 1/r_max, r_max)</c> and
    /// <c>d = clip((μ_B − μ)/σ, −d_max, d_max)</c>, σ and μ being the moving statistics; no gradient goes through r and d.
    /// </summary>
    public bool Renormalize { get; set; }

    /// <summary>r_max of <see cref="Renormalize"/>, 1 or more: 3 unless given.</summary>
    public double RMax { get; set; } = 3;

    /// <summary>d_max of <see cref="Renormalize"/>, 0 or more: 5 unless given.</summary>
    public double DMax { get; set; } = 5;

    /// <summary>How γ begins: zeros, ones, a constant, or a uniform or normal draw.</summary>
    public Initializer Gamma { get; set; } = Initializer.Ones;

    /// <summary>Lower bound where <see cref="Gamma"/> is <see cref="Initializer.Uniform"/>: -0.05 unless given.</summary>
    public double GammaMin { get; set; } = -0.05;

    /// <summary>Upper bound where <see cref="Gamma"/> is <see cref="Initializer.Uniform"/>: 0.05 unless given.</summary>
    public double GammaMax { get; set; } = 0.05;

    /// <summary>Mean where <see cref="Gamma"/> is <see cref="Initializer.Normal"/>: 0 unless given.</summary>
    public double GammaMean { get; set; }

    /// <summary>Standard deviation where <see cref="Gamma"/> is <see cref="Initializer.Normal"/>: 0.05 unless given.</summary>
    public double GammaDeviation { get; set; } = 0.05;

    /// <summary>Every value where <see cref="Gamma"/> is <see cref="Initializer.Constant"/>: 0 unless given.</summary>
    public double GammaValue { get; set; }

    /// <summary>λ of the penalty <c>λ·Σ|γ|</c>, part of the loss that <c>Fit</c> shows, 0 or more: gradient <c>λ·sign(γ)</c>.</summary>
    public double GammaL1 { get; set; }

    /// <summary>λ of the penalty <c>λ·Σγ²</c>, part of the loss that <c>Fit</c> shows, 0 or more: gradient <c>2λγ</c>.</summary>
    public double GammaL2 { get; set; }

    /// <summary>What γ is brought back to after each step.</summary>
    public Constraint GammaConstraint { get; set; }

    /// <summary>The least norm of γ with <see cref="Constraint.MinMaxNorm"/>: 0 unless given.</summary>
    public double GammaMinNorm { get; set; }

    /// <summary>
    /// The largest norm of γ: with <see cref="Constraint.MaxNorm"/> 2 unless given, with <see cref="Constraint.MinMaxNorm"/> 1 unless given.
    /// </summary>
    public double GammaMaxNorm { get; set; } = 2;

    /// <summary>Share of the way to the range that a step with <see cref="Constraint.MinMaxNorm"/> goes, 0 to 1: 1 unless given.</summary>
    public double GammaNormRate { get; set; } = 1;

    /// <summary>How β begins: zeros, ones, a constant, or a uniform or normal draw.</summary>
    public Initializer Beta { get; set; } = Initializer.Zeros;

    /// <summary>Lower bound where <see cref="Beta"/> is <see cref="Initializer.Uniform"/>: -0.05 unless given.</summary>
    public double BetaMin { get; set; } = -0.05;

    /// <summary>Upper bound where <see cref="Beta"/> is <see cref="Initializer.Uniform"/>: 0.05 unless given.</summary>
    public double BetaMax { get; set; } = 0.05;

    /// <summary>Mean where <see cref="Beta"/> is <see cref="Initializer.Normal"/>: 0 unless given.</summary>
    public double BetaMean { get; set; }

    /// <summary>Standard deviation where <see cref="Beta"/> is <see cref="Initializer.Normal"/>: 0.05 unless given.</summary>
    public double BetaDeviation { get; set; } = 0.05;

    /// <summary>Every value where <see cref="Beta"/> is <see cref="Initializer.Constant"/>: 0 unless given.</summary>
    public double BetaValue { get; set; }

    /// <summary>λ of the penalty <c>λ·Σ|β|</c>, part of the loss that <c>Fit</c> shows, 0 or more: gradient <c>λ·sign(β)</c>.</summary>
    public double BetaL1 { get; set; }

    /// <summary>λ of the penalty <c>λ·Σβ²</c>, part of the loss that <c>Fit</c> shows, 0 or more: gradient <c>2λβ</c>.</summary>
    public double BetaL2 { get; set; }

    /// <summary>What β is brought back to after each step.</summary>
    public Constraint BetaConstraint { get; set; }

    /// <summary>The least norm of β with <see cref="Constraint.MinMaxNorm"/>: 0 unless given.</summary>
    public double BetaMinNorm { get; set; }

    /// <summary>
    /// The largest norm of β: with <see cref="Constraint.MaxNorm"/> 2 unless given, with <see cref="Constraint.MinMaxNorm"/> 1 unless given.
    /// </summary>
    public double BetaMaxNorm { get; set; } = 2;

    /// <summary>Share of the way to the range that a step with <see cref="Constraint.MinMaxNorm"/> goes, 0 to 1: 1 unless given.</summary>
    public double BetaNormRate { get; set; } = 1;

    /// <summary>How the moving mean begins: zeros, ones, a constant, or a uniform or normal draw.</summary>
    public Initializer MovingMean { get; set; } = Initializer.Zeros;

    /// <summary>Lower bound where <see cref="MovingMean"/> is <see cref="Initializer.Uniform"/>: -0.05 unless given.</summary>
    public double MovingMeanMin { get; set; } = -0.05;

    /// <summary>Upper bound where <see cref="MovingMean"/> is <see cref="Initializer.Uniform"/>: 0.05 unless given.</summary>
    public double MovingMeanMax { get; set; } = 0.05;

    /// <summary>Mean where <see cref="MovingMean"/> is <see cref="Initializer.Normal"/>: 0 unless given.</summary>
    public double MovingMeanMean { get; set; }

    /// <summary>Standard deviation where <see cref="MovingMean"/> is <see cref="Initializer.Normal"/>: 0.05 unless given.</summary>
    public double MovingMeanDeviation { get; set; } = 0.05;

    /// <summary>Every value where <see cref="MovingMean"/> is <see cref="Initializer.Constant"/>: 0 unless given.</summary>
    public double MovingMeanValue { get; set; }

    /// <summary>How the moving variance begins: zeros, ones, a constant or a uniform draw, none of them negative.</summary>
    public Initializer MovingVariance { get; set; } = Initializer.Ones;

    /// <summary>Lower bound where <see cref="MovingVariance"/> is <see cref="Initializer.Uniform"/>: 0 unless given.</summary>
    public double MovingVarianceMin { get; set; }

    /// <summary>Upper bound where <see cref="MovingVariance"/> is <see cref="Initializer.Uniform"/>: 1 unless given.</summary>
    public double MovingVarianceMax { get; set; } = 1;

    /// <summary>Every value where <see cref="MovingVariance"/> is <see cref="Initializer.Constant"/>: 0 unless given.</summary>
    public double MovingVarianceValue { get; set; }
}
