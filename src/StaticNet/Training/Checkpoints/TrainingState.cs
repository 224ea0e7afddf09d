namespace StaticNet;

/// <summary>
/// A training between two epochs: everything the epochs to come depend on beside the data. Random numbers need no more than seed and
/// counters, since every draw is a function of them.
/// </summary>
public sealed record TrainingState
{
    /// <summary>Where the state comes from, for messages.</summary>
    public string Source { get; init; } = "";

    /// <summary>Name of the network's class.</summary>
    public required string Network { get; init; }

    /// <summary>Hash of everything in the architecture that affects prediction.</summary>
    public required ulong ArchitectureHash { get; init; }

    /// <summary>The network's seed: decides shuffling and dropout.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The optimizer and its schedule, in words.</summary>
    public required string Optimizer { get; init; }

    /// <summary>Batch size, order and what becomes of a last batch, in words.</summary>
    public required string Batches { get; init; }

    /// <summary>Rows of the training data, if known.</summary>
    public required long? RowCount { get; init; }

    /// <summary>The completed epochs, in order.</summary>
    public required IReadOnlyList<EpochRecord> Epochs { get; init; }

    /// <summary>Steps of the optimizer: the position of schedule and bias correction.</summary>
    public required long Steps { get; init; }

    /// <summary>Those of them that were made before this training, by earlier ones of the network.</summary>
    public long StepsBefore { get; init; }

    /// <summary>Epochs that the optimizer had completed before this training: where schedules by epoch began.</summary>
    public int EpochsBefore { get; init; }

    /// <summary>Training steps ever made by the network: what dropout's draws are counted by.</summary>
    public required ulong NetworkSteps { get; init; }

    /// <summary>Epochs ever begun by the network: decides the next shuffling.</summary>
    public required int EpochsBegun { get; init; }

    /// <summary><see cref="TrainingContext.LearningRateFactor"/>.</summary>
    public required double LearningRateFactor { get; init; }

    /// <summary>Whether a callback has ended training.</summary>
    public required bool Stopped { get; init; }

    /// <summary>Whether training began from statistics that were loaded.</summary>
    public required bool StatisticsLoaded { get; init; }

    /// <summary>The layers that were frozen.</summary>
    public IReadOnlyList<string> FrozenLayers { get; init; } = [];

    /// <summary><see cref="FitOptions.WeightAverage"/>.</summary>
    public double WeightAverage { get; init; }

    /// <summary>Steps that the average of the weights is of.</summary>
    public long AveragedSteps { get; init; }

    /// <summary>Duration so far.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Parameters, statistics, what the optimizer remembers, and the average of the weights if there is one; in network order.</summary>
    public required IReadOnlyList<StateTensor> Tensors { get; init; }

    /// <summary>What callbacks remember, in their order; those that remember nothing are left out.</summary>
    public required IReadOnlyList<CallbackState> Callbacks { get; init; }
}
