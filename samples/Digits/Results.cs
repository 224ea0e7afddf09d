namespace Digits;

/// <summary>All that came out.</summary>
/// <param name="Options">What was asked for.</param>
/// <param name="Experiment">What was compared.</param>
/// <param name="Runs">Every training, seed by seed.</param>
/// <param name="Shown">The training whose network was saved, measured and shown in detail.</param>
/// <param name="Saved">Its file.</param>
/// <param name="Cost">What a prediction of it costs.</param>
internal sealed record Results(
    Options Options, Experiment Experiment, IReadOnlyList<TrainedRun> Runs, TrainedRun Shown, SavedModel Saved, PredictionCost Cost)
{
    public double MedianTestAccuracy(Architecture architecture) =>
        Median.Of(Runs.Where(run => run.Architecture == architecture).Select(run => run.Test.Accuracy!.Value));
}
