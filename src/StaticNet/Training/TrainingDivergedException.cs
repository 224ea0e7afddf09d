namespace StaticNet;

/// <summary>
/// Training met a loss or a parameter that is not a finite number. The network holds the weights and statistics of the last epoch that
/// ended well, or those it began with.
/// </summary>
public sealed class TrainingDivergedException : Exception
{
    internal TrainingDivergedException(int epoch, int step, double loss, History history, string message)
        : base(message)
    {
        Epoch = epoch;
        Step = step;
        Loss = loss;
        History = history;
    }

    /// <summary>Epoch in which it happened, from 1.</summary>
    public int Epoch { get; }

    /// <summary>Step within the epoch, from 1.</summary>
    public int Step { get; }

    /// <summary>The loss of that step.</summary>
    public double Loss { get; }

    /// <summary>The course of training until then: the epochs that ended well.</summary>
    public History History { get; }
}
