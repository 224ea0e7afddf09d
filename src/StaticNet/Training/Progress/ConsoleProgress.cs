using System.Globalization;

namespace StaticNet;

/// <summary>
/// Shows training on the console: on a terminal one line that is rewritten as the epoch goes on, otherwise one plain line an epoch.
/// </summary>
public sealed class ConsoleProgress : ITrainingProgress
{
    private readonly TextWriter _output;
    private readonly bool _live;
    private int _lineLength;

    internal ConsoleProgress(TextWriter output, bool live)
    {
        _output = output;
        _live = live;
    }

    /// <summary>Progress on standard output.</summary>
    public static ConsoleProgress Create() => new(Console.Out, !Console.IsOutputRedirected);

    /// <inheritdoc/>
    public void OnStep(in TrainingReport report)
    {
        if (!_live)
        {
            return;
        }

        string steps = report.Steps is int total ? $"{report.Step}/{total}" : $"{report.Step}";
        string left = report.Remaining is TimeSpan remaining ? $"  {Clock(remaining)} left" : "";
        string figures = Figures(report.Loss, report.Accuracy);
        Rewrite($"epoch {report.Epoch}/{report.Epochs}  step {steps}  {figures}  {Rate(report.SamplesPerSecond)}{left}");
    }

    /// <inheritdoc/>
    public void OnEpoch(EpochRecord epoch, int epochs)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        string validation = epoch.ValidationLoss is double loss
            ? $"  validation {Figures(loss, epoch.ValidationAccuracy)}{Figures(epoch.ValidationMetrics)}"
            : "";
        string seconds = epoch.Seconds.ToString("F1", CultureInfo.InvariantCulture);
        string figures = Figures(epoch.Loss, epoch.Accuracy) + Figures(epoch.Metrics);
        WriteLine($"epoch {epoch.Epoch}/{epochs}  {figures}{validation}  {seconds} s  {Rate(epoch.SamplesPerSecond)}");
    }

    /// <inheritdoc/>
    public void OnWarning(string warning) => WriteLine($"warning: {warning}");

    /// <inheritdoc/>
    public void OnEnd(History history)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (history.Cancelled)
        {
            WriteLine($"cancelled after {history.Steps} steps");
        }
        else if (history.Stopped)
        {
            WriteLine($"stopped after {history.Epochs.Count} epochs");
        }
    }

    private static string Figures(double loss, double? accuracy)
    {
        string text = $"loss {loss.ToString("F4", CultureInfo.InvariantCulture)}";
        return accuracy is double value ? $"{text}  accuracy {value.ToString("F4", CultureInfo.InvariantCulture)}" : text;
    }

    private static string Figures(MetricCollection metrics) =>
        string.Concat(metrics.Select(static metric => $"  {metric.Key} {metric.Value.ToString("F4", CultureInfo.InvariantCulture)}"));

    private static string Rate(double samplesPerSecond) => $"{samplesPerSecond.ToString("N0", CultureInfo.InvariantCulture)} samples/s";

    private static string Clock(TimeSpan time) =>
        time.TotalHours >= 1
            ? $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}"
            : $"{time.Minutes}:{time.Seconds:00}";

    private void Rewrite(string line)
    {
        _output.Write('\r');
        _output.Write(line.PadRight(_lineLength));
        _lineLength = line.Length;
    }

    private void WriteLine(string line)
    {
        if (_lineLength > 0)
        {
            Rewrite(line);
            _output.WriteLine();
            _lineLength = 0;
        }
        else
        {
            _output.WriteLine(line);
        }
    }
}
