namespace StaticNet;

/// <summary>What one epoch came to. Means weigh batches by their rows.</summary>
/// <param name="Epoch">Number of the epoch, from 1.</param>
/// <param name="Loss">Mean training loss, as the weights were at each step, with the penalty of L2.</param>
/// <param name="Accuracy">Fraction of training samples classified rightly, at each step likewise; null for a regression.</param>
/// <param name="ValidationLoss">
/// Mean loss of the validation data after the epoch, with the penalty of L2; null without validation data.
/// </param>
/// <param name="ValidationAccuracy">Accuracy on the validation data; null without them and for a regression.</param>
/// <param name="LearningRate">Learning rate of the last step.</param>
/// <param name="Seconds">Duration, validation included.</param>
/// <param name="SamplesPerSecond">Samples trained a second, validation excluded.</param>
public sealed record EpochRecord(
    int Epoch,
    double Loss,
    double? Accuracy,
    double? ValidationLoss,
    double? ValidationAccuracy,
    double LearningRate,
    double Seconds,
    double SamplesPerSecond)
{
    /// <summary>
    /// <see cref="FitOptions.Metrics"/> on the training samples, over all steps of the epoch, each as the weights were at it.
    /// </summary>
    public MetricCollection Metrics { get; init; } = MetricCollection.None;

    /// <summary><see cref="FitOptions.Metrics"/> on the validation data after the epoch; none without them.</summary>
    public MetricCollection ValidationMetrics { get; init; } = MetricCollection.None;
}
