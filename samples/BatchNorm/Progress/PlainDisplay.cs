using StaticNet;

namespace BatchNormExperiments;

/// <summary>A line a training with its curve, for files and pipes.</summary>
internal sealed class PlainDisplay : RunDisplay
{
    public override ExperimentResult Show(Func<ExperimentResult> experiment) => experiment();

    public override void OnEpoch(Contestant contestant, ComparisonSetting setting, ulong seed, EpochRecord epoch)
    {
    }

    public override void OnRun(ComparisonRun run, int completed, int total) =>
        Console.WriteLine($"   {completed}/{total}  {run}  {Sparkline.Of(run.History.Epochs)}");
}
