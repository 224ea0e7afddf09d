namespace StaticNet;

/// <summary>A step of a <see cref="LearningRateSweep"/>.</summary>
/// <param name="LearningRate">Learning rate of the step.</param>
/// <param name="Loss">Mean loss of its batch, before the step.</param>
/// <param name="SmoothedLoss">Exponential mean of the losses so far, corrected for its start.</param>
public sealed record LearningRatePoint(double LearningRate, double Loss, double SmoothedLoss);
