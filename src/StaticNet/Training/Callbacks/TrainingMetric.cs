namespace StaticNet;

/// <summary>A figure of an epoch that a callback watches.</summary>
public enum TrainingMetric
{
    /// <summary><see cref="EpochRecord.ValidationLoss"/>: smaller is better.</summary>
    ValidationLoss,

    /// <summary><see cref="EpochRecord.ValidationAccuracy"/>: larger is better.</summary>
    ValidationAccuracy,

    /// <summary><see cref="EpochRecord.Loss"/>: smaller is better.</summary>
    Loss,

    /// <summary><see cref="EpochRecord.Accuracy"/>: larger is better.</summary>
    Accuracy,
}
