namespace StaticNet;

/// <summary>How <see cref="Network.Fit"/> trains.</summary>
public sealed record FitOptions
{
    /// <summary>Passes over the data, at least 1.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>
    /// Samples a step, at least 1; at least 2 where BatchNorm sees one value a channel and sample. More than there are rows means full
    /// batches.
    /// </summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>The optimizer: Adam with a learning rate of 0.001 by default.</summary>
    public Optimizer Optimizer { get; init; } = Optimizer.Adam();

    /// <summary>Data to judge each epoch by, in prediction mode; none by default.</summary>
    public DataSet? Validation { get; init; }

    /// <summary>Whether each epoch reads the rows in an order of its own, decided by the network's seed and the epoch.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Whether rows that do not fill the last batch are left out of the epoch.</summary>
    public bool DropLast { get; init; }

    /// <summary>
    /// Threads that share each step, the calling one included: as many as there are processors with 0, the default. The weights do not depend
    /// on it, bit for bit. A network or batch with little work is not shared out, and of several trainings at a time only the first is.
    /// </summary>
    public int Threads { get; init; }

    /// <summary>Told of every batch and epoch, in this order.</summary>
    public IReadOnlyList<TrainingCallback> Callbacks { get; init; } = [];

    /// <summary>
    /// Where the state of training is kept from epoch to epoch, such as <c>new CheckpointFile("run.checkpoint")</c>; nowhere by default. A
    /// training cut short then goes on where its last checkpoint ends, and gives the same bits as one that was not.
    /// </summary>
    public TrainingCheckpoint? Checkpoint { get; init; }

    /// <summary>Shown how far training is, such as <see cref="ConsoleProgress.Create"/>; nothing by default.</summary>
    public ITrainingProgress? Progress { get; init; }
}
