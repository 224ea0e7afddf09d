namespace StaticNet;

/// <summary>Ends training when a metric no longer improves, and restores the weights and statistics of the best epoch.</summary>
public sealed class EarlyStopping : TrainingCallback
{
    private BestEpoch _best = new(TrainingMetric.ValidationLoss, 0);
    private WeightSnapshot? _weights;

    /// <summary>What is watched. Validation loss by default.</summary>
    public TrainingMetric Metric { get; init; } = TrainingMetric.ValidationLoss;

    /// <summary>Epochs without improvement before training ends, at least 1.</summary>
    public int Patience { get; init; } = 5;

    /// <summary>What counts as improvement: a gain of more than this.</summary>
    public double MinimumDelta { get; init; }

    /// <summary>Whether the best epoch's weights are restored when training ends, for whatever reason but an exception.</summary>
    public bool RestoreBest { get; init; } = true;

    /// <summary>The best epoch, from 1; 0 before there is one.</summary>
    public int BestEpoch => _best.Number;

    /// <inheritdoc/>
    public override void OnTrainingBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfLessThan(Patience, 1);
        _best = new BestEpoch(Metric, MinimumDelta);
        _best.Check(context);
        _weights = RestoreBest ? new WeightSnapshot(context.Network) : null;
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_best.Improves(context.LastEpoch!))
        {
            _weights?.Take();
        }
        else if (context.Epoch - _best.Number >= Patience)
        {
            context.Stop();
        }
    }

    /// <inheritdoc/>
    public override void SaveState(CallbackState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _best.Save(state);
        if (_best.Number > 0)
        {
            _weights?.Save(state);
        }
    }

    /// <inheritdoc/>
    public override void LoadState(CallbackState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _best.Load(state);
        if (_best.Number > 0)
        {
            _weights?.Load(state);
        }
    }

    /// <inheritdoc/>
    public override void OnTrainingEnd(TrainingContext context)
    {
        if (_best.Number > 0)
        {
            _weights?.Restore();
        }

        _weights = null;
    }
}
