namespace StaticNet;

/// <summary>A training as its callbacks see it. One object serves the whole training, and changes as it goes on.</summary>
public sealed class TrainingContext
{
    private readonly TrainingSession _session;

    internal TrainingContext(Network network, FitOptions options, History history, TrainingSession session)
    {
        _session = session;
        Network = network;
        Options = options;
        History = history;
        LearningRate = session.LearningRate;
    }

    /// <summary>The network being trained.</summary>
    public Network Network { get; }

    /// <summary>How it is trained.</summary>
    public FitOptions Options { get; }

    /// <summary>The course so far.</summary>
    public History History { get; }

    /// <summary>Epoch under way, from 1.</summary>
    public int Epoch { get; internal set; }

    /// <summary>Batches trained on in this epoch.</summary>
    public int Step { get; internal set; }

    /// <summary>Batches of an epoch; null while the number of rows is unknown.</summary>
    public int? StepsPerEpoch { get; internal set; }

    /// <summary>Steps made in this training: as many as batches, unless <see cref="FitOptions.AccumulateSteps"/> makes one of several.</summary>
    public long TotalSteps { get; internal set; }

    /// <summary>Loss of the last batch.</summary>
    public double BatchLoss { get; internal set; }

    /// <summary>Mean loss of the epoch so far.</summary>
    public double Loss { get; internal set; }

    /// <summary>Accuracy of the epoch so far; null for a regression.</summary>
    public double? Accuracy { get; internal set; }

    /// <summary>
    /// <see cref="FitOptions.Metrics"/> of the epoch so far, each as the weights were at its step. Computed when asked, which allocates and for an
    /// area under a curve sorts all scores.
    /// </summary>
    public MetricCollection Metrics => MetricsSoFar?.Values() ?? MetricCollection.None;

    /// <summary>The epoch completed last; null during the first.</summary>
    public EpochRecord? LastEpoch { get; internal set; }

    /// <summary>Learning rate of the last step, of the first before it.</summary>
    public double LearningRate { get; internal set; }

    /// <summary>
    /// A factor on the learning rate, beside the schedule's. 1 until a callback sets it; it stays with the optimizer from one training of the network
    /// to the next.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a positive number.</exception>
    public double LearningRateFactor
    {
        get => _session.LearningRateFactor;
        set
        {
            if (!(value > 0) || !double.IsFinite(value))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "Expected a positive factor.");
            }

            _session.LearningRateFactor = value;
        }
    }

    internal MetricPass? MetricsSoFar { get; init; }

    /// <summary>Whether the network tells classes apart, so that epochs have an accuracy.</summary>
    internal bool HasAccuracy { get; init; }

    /// <summary>Whether <see cref="Stop"/> was called.</summary>
    public bool StopRequested { get; private set; }

    /// <summary>Ends training before the next step. An epoch that is not complete then is not recorded.</summary>
    public void Stop() => StopRequested = true;
}
