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

    /// <summary>
    /// Batches whose gradients make one step of the optimizer, at least 1: with 4 and a batch size of 32 the weights move as with batches of 128, up to
    /// rounding, in the memory of 32. Gradients are weighed by rows; an epoch's last step takes what is left. BatchNorm and Dropout see the small batches.
    /// </summary>
    public int AccumulateSteps { get; init; } = 1;

    /// <summary>
    /// m of an exponential moving average of the weights, such as 0.999; 0, the default, for none. After step t it is
    /// <c>(1 − m)/(1 − mᵗ)·Σ mᵗ⁻ⁱ·wᵢ</c>. Epochs are judged, weights restored and files written by the average, and in the end the network
    /// holds it; a later <see cref="Network.Fit"/> goes on from the weights behind it. Statistics are not averaged a second time.
    /// </summary>
    public double WeightAverage { get; init; }

    /// <summary>Data to judge each epoch by, in prediction mode; none by default.</summary>
    public DataSet? Validation { get; init; }

    /// <summary>
    /// What the loss of every sample is multiplied by because of its class, a number of at least 0 a class, such as
    /// <see cref="StaticNet.ClassWeights.Balanced"/>; none by default. Times the sample's own weight where the data carry weights. Validation goes by
    /// the samples' own alone.
    /// </summary>
    public IReadOnlyList<double> ClassWeights { get; init; } = [];

    /// <summary>
    /// Figures beside loss and accuracy that every epoch is judged by, on training and validation data, such as
    /// <c>[Metric.F1(Average.Macro)]</c>; none by default. A step allocates nothing for them, but <see cref="Metric.RocAuc(Average)"/> makes room
    /// for its scores as they come while the number of rows is unknown.
    /// </summary>
    public IReadOnlyList<Metric> Metrics { get; init; } = [];

    /// <summary>Whether each epoch reads the rows in an order of its own, decided by the network's seed and the epoch.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Whether rows that do not fill the last batch are left out of the epoch.</summary>
    public bool DropLast { get; init; }

    /// <summary>
    /// Threads that share each step, the calling one included: as many as there are processors with 0, the default. The weights do not depend
    /// on it, bit for bit. A network or batch with little work is not shared out, and of several trainings at a time only the first is.
    /// </summary>
    public int Threads { get; init; }

    /// <summary>
    /// Told of every batch and epoch, in this order: each event goes to all of them, one after the other, also when one of them ends training. An
    /// epoch's order is: its steps, validation, <see cref="TrainingCallback.OnEpochEnd"/>, the checkpoint, the progress display.
    /// </summary>
    public IReadOnlyList<TrainingCallback> Callbacks { get; init; } = [];

    /// <summary>
    /// Where the state of training is kept from epoch to epoch, such as <c>new CheckpointFile("run.checkpoint")</c>; nowhere by default. A
    /// training cut short then goes on where its last checkpoint ends, and gives the same bits as one that was not.
    /// </summary>
    public TrainingCheckpoint? Checkpoint { get; init; }

    /// <summary>Shown how far training is, such as <see cref="ConsoleProgress.Create"/>; nothing by default.</summary>
    public ITrainingProgress? Progress { get; init; }
}
