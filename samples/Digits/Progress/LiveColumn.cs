using StaticNet;

namespace Digits;

/// <summary>How far one network's training is, as text for a column of the display.</summary>
internal sealed class LiveColumn(string name, Action changed) : ITrainingProgress
{
    /// <summary>Characters a column.</summary>
    public const int Width = 24;

    private readonly List<string> _warnings = [];

    public string Name { get; } = name;

    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>A bar that fills as training goes on, as markup.</summary>
    public string Bar { get; private set; } = "[grey]waiting[/]";

    public string Epoch { get; private set; } = "";

    public string Loss { get; private set; } = "";

    public string Accuracy { get; private set; } = "";

    public string ValidationAccuracy { get; private set; } = "";

    public string SamplesPerSecond { get; private set; } = "";

    public string TimeLeft { get; private set; } = "";

    public void OnStep(in TrainingReport report)
    {
        double epochDone = report.Steps is int steps ? (double)report.Step / steps : 0;
        Show(report.Epoch, report.Epochs, report.Epoch - 1 + epochDone, report.Loss, report.Accuracy, report.SamplesPerSecond);
        TimeLeft = report.Remaining is TimeSpan left ? $"{left.TotalSeconds:F1} s" : "";
        changed();
    }

    public void OnEpoch(EpochRecord epoch, int epochs)
    {
        Show(epoch.Epoch, epochs, epoch.Epoch, epoch.Loss, epoch.Accuracy, epoch.SamplesPerSecond);
        ValidationAccuracy = Percent(epoch.ValidationAccuracy);
        changed();
    }

    public void OnWarning(string warning)
    {
        _warnings.Add(warning);
        changed();
    }

    public void OnEnd(History history)
    {
        TimeLeft = $"took {history.Duration.TotalSeconds:F1} s";
        changed();
    }

    private static string Percent(double? accuracy) => accuracy is double value ? $"{100 * value:F1} %" : "";

    private void Show(int epoch, int epochs, double epochsDone, double loss, double? accuracy, double samplesPerSecond)
    {
        int filled = (int)(Width * epochsDone / epochs);
        Bar = $"[green]{new string('━', filled)}[/][grey]{new string('━', Width - filled)}[/]";
        Epoch = $"{epoch} of {epochs}";
        Loss = $"{loss:F4}";
        Accuracy = Percent(accuracy);
        SamplesPerSecond = $"{samplesPerSecond:N0}";
    }
}
