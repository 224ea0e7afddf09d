namespace StaticNet;

/// <summary>Lowers the learning rate whenever a metric has stopped improving.</summary>
public sealed class ReduceOnPlateau : TrainingCallback
{
    private BestEpoch _best = new(TrainingMetric.ValidationLoss, 0);
    private int _reducedAt;

    /// <summary>What is watched. Validation loss by default.</summary>
    public TrainingMetric Metric { get; init; } = TrainingMetric.ValidationLoss;

    /// <summary>What the learning rate is multiplied by, above 0 and below 1.</summary>
    public double Factor { get; init; } = 0.1;

    /// <summary>Epochs without improvement before each reduction, at least 1.</summary>
    public int Patience { get; init; } = 5;

    /// <summary>What counts as improvement: a gain of more than this.</summary>
    public double MinimumDelta { get; init; } = 1e-4;

    /// <summary><see cref="TrainingContext.LearningRateFactor"/> is not lowered below this.</summary>
    public double MinimumFactor { get; init; } = 1e-6;

    /// <inheritdoc/>
    public override void OnTrainingBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentOutOfRangeException.ThrowIfLessThan(Patience, 1);
        if (!(Factor > 0 && Factor < 1))
        {
            throw new InvalidOperationException(
                $"ReduceOnPlateau multiplies the learning rate by a factor between 0 and 1, not by {Factor}.");
        }

        _best = new BestEpoch(Metric, MinimumDelta);
        _best.Check(context);
        _reducedAt = 0;
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!_best.Improves(context.LastEpoch!) && context.Epoch - Math.Max(_best.Number, _reducedAt) >= Patience)
        {
            context.LearningRateFactor = Math.Max(MinimumFactor, context.LearningRateFactor * Factor);
            _reducedAt = context.Epoch;
        }
    }

    /// <inheritdoc/>
    public override void SaveState(CallbackState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _best.Save(state);
        state.Set("reduced_at", _reducedAt);
    }

    /// <inheritdoc/>
    public override void LoadState(CallbackState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _best.Load(state);
        _reducedAt = state.Epoch("reduced_at");
    }
}
