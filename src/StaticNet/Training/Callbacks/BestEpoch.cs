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
    /// <exception cref="InvalidOperationException">The epoch has no such metric.</exception>
    public bool Improves(EpochRecord epoch)
    {
        double value = ValueOf(epoch);
        double gain = metric is TrainingMetric.Loss or TrainingMetric.ValidationLoss ? Value - value : value - Value;
        bool improves = Number == 0 ? !double.IsNaN(value) : gain > minimumDelta;
        if (improves)
        {
            Number = epoch.Epoch;
            Value = value;
        }

        return improves;
    }

    private double ValueOf(EpochRecord epoch)
    {
        double? value = metric switch
        {
            TrainingMetric.ValidationLoss => epoch.ValidationLoss,
            TrainingMetric.ValidationAccuracy => epoch.ValidationAccuracy,
            TrainingMetric.Loss => epoch.Loss,
            _ => epoch.Accuracy,
        };
        return value ?? throw new InvalidOperationException(
            $"A callback watches {metric}, which this training does not have: "
            + (epoch.ValidationLoss is null ? "give FitOptions.Validation, or watch Loss." : "watch a loss, since this is a regression."));
    }
}
