namespace StaticNet;

/// <summary>
/// What training has come to on a network beside its weights: the optimizer with all it remembers, where schedules stand, and the average of the
/// weights. The network keeps it, so that several calls of <see cref="Network.Fit"/> and <c>TrainOnBatch</c> go on where one longer call would be.
/// </summary>
internal sealed class TrainingSession(Network network, Optimizer optimizer)
{
    private BatchTraining? _batches;

    /// <summary>The optimizer as it was described last.</summary>
    public Optimizer Optimizer { get; private set; } = optimizer;

    /// <summary>The optimizer at work.</summary>
    public OptimizerState State { get; } = new(optimizer, network);

    /// <summary>Epochs completed: the position of schedules by epoch.</summary>
    public int Epochs { get; set; }

    /// <summary>What callbacks have set as <see cref="TrainingContext.LearningRateFactor"/>.</summary>
    public double LearningRateFactor { get; set; } = 1;

    /// <summary>The average of the weights; null without it.</summary>
    public WeightAverage? Average { get; set; }

    /// <summary>Steps on single batches.</summary>
    public BatchTraining Batches => _batches ??= new BatchTraining(network, this);

    /// <summary>The learning rate of the next step.</summary>
    public double LearningRate =>
        Optimizer.LearningRate * (Optimizer.Schedule.Factor(State.Steps, Epochs) * LearningRateFactor);

    /// <summary>Whether another optimizer makes the same steps, so that it may go on from here.</summary>
    public bool Continues(Optimizer other)
    {
        if (!ReferenceEquals(other, Optimizer) && !other.Equals(Optimizer) && other.Description != Optimizer.Description)
        {
            return false;
        }

        Optimizer = other;
        return true;
    }

    /// <summary>Prepares the average of the weights, or goes without; the network then holds the weights that training goes on from.</summary>
    public void AverageWeights(double momentum)
    {
        Average = momentum == 0 ? null : Average is { } average && average.Momentum == momentum ? average : new WeightAverage(network, momentum);
        Average?.Resume();
    }
}
