namespace StaticNet;

/// <summary>What a tensor is to its layer.</summary>
public enum TensorRole
{
    /// <summary>A matrix that multiplies: what L2 regularisation and weight decay act on by default.</summary>
    Kernel,

    /// <summary>A value added to each column.</summary>
    Bias,

    /// <summary>BatchNorm's scale, γ.</summary>
    Gamma,

    /// <summary>BatchNorm's shift, β.</summary>
    Beta,

    /// <summary>PReLU's slope.</summary>
    Slope,

    /// <summary>A statistic: gathered from data, not trained.</summary>
    Statistic,
}
