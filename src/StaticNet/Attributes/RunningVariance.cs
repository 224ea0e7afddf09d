namespace StaticNet;

/// <summary>Which variance BatchNorm averages for predicting.</summary>
public enum RunningVariance
{
    /// <summary>Divisor n, as in Keras 3.</summary>
    Biased,

    /// <summary>Divisor n − 1, as in PyTorch.</summary>
    Unbiased,
}
