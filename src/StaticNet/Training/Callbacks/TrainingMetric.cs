namespace StaticNet;

/// <summary>A figure of an epoch that a callback watches.</summary>
public sealed class TrainingMetric
{
    private readonly Func<EpochRecord, double?> _value;
    private readonly Func<TrainingContext, string?> _missing;

    private TrainingMetric(string name, bool largerIsBetter, Func<EpochRecord, double?> value, Func<TrainingContext, string?> missing)
    {
        Name = name;
        LargerIsBetter = largerIsBetter;
        _value = value;
        _missing = missing;
    }

    /// <summary><see cref="EpochRecord.ValidationLoss"/>: smaller is better.</summary>
    public static TrainingMetric ValidationLoss { get; } =
        new(nameof(ValidationLoss), largerIsBetter: false, static epoch => epoch.ValidationLoss, NeedsValidation);

    /// <summary><see cref="EpochRecord.ValidationAccuracy"/>: larger is better.</summary>
    public static TrainingMetric ValidationAccuracy { get; } = new(
        nameof(ValidationAccuracy), largerIsBetter: true, static epoch => epoch.ValidationAccuracy,
        static context => NeedsAccuracy(context) ?? NeedsValidation(context));

    /// <summary><see cref="EpochRecord.Loss"/>: smaller is better.</summary>
    public static TrainingMetric Loss { get; } = new(nameof(Loss), largerIsBetter: false, static epoch => epoch.Loss, static _ => null);

    /// <summary><see cref="EpochRecord.Accuracy"/>: larger is better.</summary>
    public static TrainingMetric Accuracy { get; } = new(nameof(Accuracy), largerIsBetter: true, static epoch => epoch.Accuracy, NeedsAccuracy);

    /// <summary>What it is called, such as <c>ValidationLoss</c> or <c>validation f1 (macro)</c>.</summary>
    public string Name { get; }

    /// <summary>Whether larger values are better.</summary>
    public bool LargerIsBetter { get; }

    /// <summary>A metric on the training data: one of <see cref="FitOptions.Metrics"/>, by its name.</summary>
    public static TrainingMetric OnTraining(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return new(metric.Name, metric.LargerIsBetter, epoch => epoch.Metrics[metric], context => NeedsMetric(context, metric));
    }

    /// <summary>A metric on the validation data: one of <see cref="FitOptions.Metrics"/>, by its name.</summary>
    public static TrainingMetric OnValidation(Metric metric)
    {
        ArgumentNullException.ThrowIfNull(metric);
        return new(
            $"validation {metric.Name}", metric.LargerIsBetter, epoch => epoch.ValidationMetrics[metric],
            context => NeedsMetric(context, metric) ?? NeedsValidation(context));
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal double ValueOf(EpochRecord epoch) => _value(epoch)!.Value;

    /// <summary>What a training lacks to have the metric, as the end of a sentence; null if it has it.</summary>
    internal string? MissingFrom(TrainingContext context) => _missing(context);

    private static string? NeedsValidation(TrainingContext context) =>
        context.Options.Validation is null ? "give FitOptions.Validation, or watch Loss." : null;

    private static string? NeedsAccuracy(TrainingContext context) =>
        context.HasAccuracy ? null : "watch a loss, since this is a regression.";

    private static string? NeedsMetric(TrainingContext context, Metric metric) =>
        context.Options.Metrics.Any(candidate => candidate.Name == metric.Name) ? null : $"give FitOptions.Metrics '{metric.Name}'.";
}
