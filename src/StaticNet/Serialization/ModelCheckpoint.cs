namespace StaticNet;

/// <summary>Saves the network after every epoch that is the best so far by one metric, each time over the file before.</summary>
/// <param name="path">The safetensors file; its folder must exist.</param>
public sealed class ModelCheckpoint(string path) : TrainingCallback
{
    private BestEpoch _best = new(TrainingMetric.ValidationLoss, 0);

    /// <summary>The safetensors file.</summary>
    public string Path { get; } = path;

    /// <summary>What is watched. Validation loss by default.</summary>
    public TrainingMetric Metric { get; init; } = TrainingMetric.ValidationLoss;

    /// <summary>The epoch saved last, from 1; 0 before there is one.</summary>
    public int BestEpoch => _best.Number;

    /// <inheritdoc/>
    /// <exception cref="DirectoryNotFoundException">The file's folder does not exist.</exception>
    public override void OnTrainingBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        AtomicFile.CheckFolder(Path);
        _best = new BestEpoch(Metric, minimumDelta: 0);
        _best.Check(context);
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public override void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_best.Improves(context.LastEpoch!))
        {
            context.Network.Save(Path);
        }
    }

    /// <inheritdoc/>
    public override void SaveState(CallbackState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _best.Save(state);
    }

    /// <inheritdoc/>
    public override void LoadState(CallbackState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _best.Load(state);
    }
}
