using Spectre.Console;
using StaticNet;

namespace BatchNormExperiments;

/// <summary>Shows the trainings of an experiment while they go on.</summary>
internal abstract class RunDisplay : IComparisonProgress
{
    /// <summary>Curves that are redrawn in place on a terminal, a line a training elsewhere.</summary>
    public static RunDisplay Create() =>
        AnsiConsole.Profile.Capabilities.Ansi && !Console.IsOutputRedirected ? new LiveDisplay() : new PlainDisplay();

    /// <summary>Runs an experiment that tells this display of its trainings.</summary>
    public abstract ExperimentResult Show(Func<ExperimentResult> experiment);

    public abstract void OnEpoch(Contestant contestant, ComparisonSetting setting, ulong seed, EpochRecord epoch);

    public abstract void OnRun(ComparisonRun run, int completed, int total);
}
