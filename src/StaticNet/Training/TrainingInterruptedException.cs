namespace StaticNet;

/// <summary>
/// A callback, the progress display or the data ended training by an exception, the <see cref="Exception.InnerException"/>. The network
/// holds the weights and statistics of the last completed epoch, or those it began with.
/// </summary>
public sealed class TrainingInterruptedException : Exception
{
    internal TrainingInterruptedException(int epoch, int step, string message, Exception innerException)
        : base(message, innerException)
    {
        Epoch = epoch;
        Step = step;
    }

    /// <summary>Epoch in which it happened, from 1.</summary>
    public int Epoch { get; }

    /// <summary>Steps made in that epoch.</summary>
    public int Step { get; }
}
