namespace StaticNet;

/// <summary>
/// Fully connected: <c>y = x·W + b</c>, with <c>W</c> of shape <c>[inputs, units]</c> and <c>b</c> of shape <c>[units]</c>. Acts on the
/// last axis: <c>[..., inputs]</c> becomes <c>[..., units]</c>.
/// </summary>
/// <param name="units">Columns of the output, at least 1.</param>
/// <param name="bias">Whether <c>b</c> is added. Before a BatchNorm it has no effect: leave it out there.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DenseAttribute(int units, bool bias = true) : LayerAttribute
{
    /// <summary>Columns of the output.</summary>
    public int Units { get; } = units;

    /// <summary>Whether a bias is added.</summary>
    public bool Bias { get; } = bias;

    /// <summary>How <c>W</c> is drawn.</summary>
    public Initializer Kernel { get; set; } = Initializer.GlorotUniform;

    /// <summary>Lower bound where <see cref="Kernel"/> is <see cref="Initializer.Uniform"/>: -0.05 unless given.</summary>
    public double KernelMin { get; set; } = -0.05;

    /// <summary>Upper bound where <see cref="Kernel"/> is <see cref="Initializer.Uniform"/>: 0.05 unless given.</summary>
    public double KernelMax { get; set; } = 0.05;

    /// <summary>Mean where <see cref="Kernel"/> is <see cref="Initializer.Normal"/>: 0 unless given.</summary>
    public double KernelMean { get; set; }

    /// <summary>Standard deviation where <see cref="Kernel"/> is <see cref="Initializer.Normal"/>: 0.05 unless given.</summary>
    public double KernelDeviation { get; set; } = 0.05;

    /// <summary>Every value where <see cref="Kernel"/> is <see cref="Initializer.Constant"/>: 0 unless given.</summary>
    public double KernelValue { get; set; }

    /// <summary>λ of the penalty <c>λ·Σ|W|</c>, part of the loss that <c>Fit</c> shows, 0 or more, beside the optimizer's: gradient <c>λ·sign(W)</c>.</summary>
    public double KernelL1 { get; set; }

    /// <summary>λ of the penalty <c>λ·ΣW²</c>, part of the loss that <c>Fit</c> shows, 0 or more, beside the optimizer's: gradient <c>2λW</c>.</summary>
    public double KernelL2 { get; set; }

    /// <summary>What each column of <c>W</c>, the weights of one unit, is brought back to after each step.</summary>
    public Constraint KernelConstraint { get; set; }

    /// <summary>The least norm of a unit's weights with <see cref="Constraint.MinMaxNorm"/>: 0 unless given.</summary>
    public double KernelMinNorm { get; set; }

    /// <summary>
    /// The largest norm of a unit's weights: with <see cref="Constraint.MaxNorm"/> 2 unless given, with <see cref="Constraint.MinMaxNorm"/> 1 unless given.
    /// </summary>
    public double KernelMaxNorm { get; set; } = 2;

    /// <summary>Share of the way to the range that a step with <see cref="Constraint.MinMaxNorm"/> goes, 0 to 1: 1 unless given.</summary>
    public double KernelNormRate { get; set; } = 1;

    /// <summary>How <c>b</c> is drawn.</summary>
    public Initializer BiasInitializer { get; set; } = Initializer.Zeros;

    /// <summary>Lower bound where <see cref="BiasInitializer"/> is <see cref="Initializer.Uniform"/>: -0.05 unless given.</summary>
    public double BiasMin { get; set; } = -0.05;

    /// <summary>Upper bound where <see cref="BiasInitializer"/> is <see cref="Initializer.Uniform"/>: 0.05 unless given.</summary>
    public double BiasMax { get; set; } = 0.05;

    /// <summary>Mean where <see cref="BiasInitializer"/> is <see cref="Initializer.Normal"/>: 0 unless given.</summary>
    public double BiasMean { get; set; }

    /// <summary>Standard deviation where <see cref="BiasInitializer"/> is <see cref="Initializer.Normal"/>: 0.05 unless given.</summary>
    public double BiasDeviation { get; set; } = 0.05;

    /// <summary>Every value where <see cref="BiasInitializer"/> is <see cref="Initializer.Constant"/>: 0 unless given.</summary>
    public double BiasValue { get; set; }
}
