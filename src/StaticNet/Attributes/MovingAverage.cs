namespace StaticNet;

/// <summary>How BatchNorm averages the statistics of batches for predicting.</summary>
public enum MovingAverage
{
    /// <summary><c>average = momentum·average + (1 − momentum)·batch</c>.</summary>
    Exponential,

    /// <summary>The plain mean over all batches so far; the momentum is not used. PyTorch's <c>momentum=None</c>.</summary>
    Cumulative,
}
