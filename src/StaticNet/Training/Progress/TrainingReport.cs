namespace StaticNet;

/// <summary>How far a training is.</summary>
/// <param name="Epoch">Epoch under way, from 1.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="Step">Steps made in this epoch.</param>
/// <param name="Steps">Steps of an epoch; null while the number of rows is unknown.</param>
/// <param name="Loss">Mean loss of the epoch so far.</param>
/// <param name="Accuracy">Accuracy of the epoch so far; null for a regression.</param>
/// <param name="SamplesPerSecond">Samples trained a second in this epoch.</param>
/// <param name="Remaining">Time left to the end of training, extrapolated; null while the number of rows is unknown.</param>
public readonly record struct TrainingReport(
    int Epoch, int Epochs, int Step, int? Steps, double Loss, double? Accuracy, double SamplesPerSecond, TimeSpan? Remaining);
