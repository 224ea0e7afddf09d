namespace StaticNet;

/// <summary>The best epoch by one metric, as far as training has come.</summary>
internal sealed class BestEpoch(TrainingMetric metric, double minimumDelta)
{
    /// <summary>Number of the best epoch; 0 before there is one.</summary>
    public int Number { get; private set; }

    /// <summary>The metric's value in it.</summary>
    public double Value { get; private set; } = double.NaN;

    /// <summary>
    /// Whether the epoch beats the best by more than the minimum, and so becomes the best. The first epoch does; one whose value is NaN
    /// never does.
    /// </summary>
    public bool Improves(EpochRecord epoch)
    {
        double value = metric.ValueOf(epoch);
        double gain = metric.LargerIsBetter ? value - Value : Value - value;
        bool improves = Number == 0 ? !double.IsNaN(value) : gain > minimumDelta;
        if (improves)
        {
            Number = epoch.Epoch;
            Value = value;
        }

        return improves;
    }

    public void Save(CallbackState state)
    {
        state.Set("best_epoch", Number);
        state.Set("best_value", Value);
    }

    public void Load(CallbackState state)
    {
        Number = state.Epoch("best_epoch");
        Value = state.Number("best_value");
    }

    /// <summary>Refuses a metric that the training will not have, before it has cost an epoch.</summary>
    /// <exception cref="InvalidOperationException">The training has no such metric.</exception>
    public void Check(TrainingContext context)
    {
        if (metric.MissingFrom(context) is { } cure)
        {
            throw new InvalidOperationException($"A callback watches {metric}, which this training does not have: {cure}");
        }
    }
}
