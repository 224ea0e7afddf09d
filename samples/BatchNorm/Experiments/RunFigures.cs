using StaticNet;

namespace BatchNormExperiments;

/// <summary>A training in figures, for the JSON file.</summary>
internal static class RunFigures
{
    public static object Of(ComparisonRun run) => new
    {
        Network = run.Contestant.Name,
        Setting = run.Setting.Title,
        run.Seed,
        run.TestAccuracy,
        run.LargestPredictedShare,
        Diverged = run.Divergence is { } divergence ? new { divergence.Epoch, divergence.Step } : null,
        Loss = run.History.Epochs.Select(epoch => epoch.Loss),
        Accuracy = run.History.Epochs.Select(epoch => epoch.Accuracy),
        ValidationLoss = run.History.Epochs.Select(epoch => epoch.ValidationLoss),
        ValidationAccuracy = run.History.Epochs.Select(epoch => epoch.ValidationAccuracy),
        Seconds = run.History.Duration.TotalSeconds,
    };
}
