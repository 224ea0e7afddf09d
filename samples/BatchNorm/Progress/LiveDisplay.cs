using Spectre.Console;
using StaticNet;

namespace BatchNormExperiments;

/// <summary>A table on the terminal, redrawn in place: a row a training with its curve, those that are over last.</summary>
internal sealed class LiveDisplay : RunDisplay
{
    private const int Finished = 4;

    private readonly Dictionary<(Contestant Contestant, ComparisonSetting Setting, ulong Seed), List<EpochRecord>> _underWay = [];
    private readonly Queue<ComparisonRun> _last = [];
    private string _count = "";
    private LiveDisplayContext? _display;

    public override ExperimentResult Show(Func<ExperimentResult> experiment) => AnsiConsole.Live(Spectre.Console.Text.Empty).AutoClear(true).Start(display =>
    {
        _display = display;
        return experiment();
    });

    public override void OnEpoch(Contestant contestant, ComparisonSetting setting, ulong seed, EpochRecord epoch)
    {
        if (!_underWay.TryGetValue((contestant, setting, seed), out List<EpochRecord>? epochs))
        {
            _underWay[(contestant, setting, seed)] = epochs = [];
        }

        epochs.Add(epoch);
        Draw();
    }

    public override void OnRun(ComparisonRun run, int completed, int total)
    {
        _underWay.Remove((run.Contestant, run.Setting, run.Seed));
        _last.Enqueue(run);
        if (_last.Count > Finished)
        {
            _last.Dequeue();
        }

        _count = $"{completed} of {total} trainings";
        Draw();
    }

    private void Draw()
    {
        Table table = new Table().RoundedBorder().Caption(_count).AddColumns("network", "setting", "seed", "epoch", "loss", "validation accuracy");
        foreach (((Contestant contestant, ComparisonSetting setting, ulong seed), List<EpochRecord> epochs) in _underWay)
        {
            Row(table, contestant, setting, seed, epochs, "green");
        }

        foreach (ComparisonRun run in _last)
        {
            Row(table, run.Contestant, run.Setting, run.Seed, run.History.Epochs, run.Divergence is null ? "grey" : "red");
        }

        _display?.UpdateTarget(table);
    }

    private static void Row(
        Table table, Contestant contestant, ComparisonSetting setting, ulong seed, IReadOnlyList<EpochRecord> epochs, string color) => table.AddRow(
        Markup.Escape(contestant.Name), Markup.Escape(setting.Title), $"{seed}", $"{epochs.Count} of {setting.Epochs}",
        epochs.Count == 0 ? "" : $"{epochs[^1].Loss:F4}", $"[{color}]{Sparkline.Of(epochs)}[/]");
}
