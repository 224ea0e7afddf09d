using System.Globalization;

namespace StaticNet;

/// <summary>How well a network does on a data set, predicting.</summary>
public sealed class Evaluation
{
    internal Evaluation(long rows, double loss)
    {
        Rows = rows;
        Loss = loss;
    }

    /// <summary>Samples judged.</summary>
    public long Rows { get; }

    /// <summary>
    /// Mean loss, without any penalty of the optimizer. Where the data carry weights each row's is multiplied by its own; the sum is divided by
    /// the number of rows all the same.
    /// </summary>
    public double Loss { get; }

    /// <summary>Fraction classified rightly; null for a regression.</summary>
    public double? Accuracy { get; internal init; }

    /// <summary>How often class <c>[actual, predicted]</c> was met; null for a regression.</summary>
    public int[,]? ConfusionMatrix { get; internal init; }

    /// <summary>What the network calls the classes (<see cref="Network.ClassNames"/>); empty where nobody named them.</summary>
    public IReadOnlyList<string> ClassNames { get; internal init; } = [];

    /// <summary>Mean absolute difference of output and target over all elements; null for a classifier.</summary>
    public double? MeanAbsoluteError { get; internal init; }

    /// <summary>Mean squared difference of output and target over all elements; null for a classifier.</summary>
    public double? MeanSquaredError { get; internal init; }

    /// <summary>
    /// Precision, recall and F1 of every class and of all, classes by the names the network or else the data have for them; null for a regression.
    /// </summary>
    public ClassificationReport? Classification =>
        ConfusionMatrix is null ? null : ClassificationReport.Of(ConfusionMatrix, ClassNames);

    /// <summary>The metrics that were asked for.</summary>
    public MetricCollection Metrics { get; internal init; } = MetricCollection.None;

    /// <summary>
    /// The ROC curve of each class against the rest, or of each label; with a single output one, of class 1. Null unless
    /// <see cref="Metric.RocAuc(Average)"/> was asked for, which keeps the scores they are made of.
    /// </summary>
    public IReadOnlyList<RocCurve>? RocCurves { get; internal init; }

    /// <summary>Rows, loss, accuracy or errors, and the metrics that were asked for, in one line.</summary>
    public override string ToString()
    {
        string judged = Accuracy is double accuracy
            ? string.Create(CultureInfo.InvariantCulture, $"accuracy {accuracy:F4}")
            : string.Create(CultureInfo.InvariantCulture, $"mean absolute error {MeanAbsoluteError:G5}, mean squared error {MeanSquaredError:G5}");
        string metrics = MetricCollection.Text(
            Metrics.Where(static metric => metric.Key != Metric.Accuracy.Name && metric.Key != Metric.MeanAbsoluteError.Name));
        return string.Create(CultureInfo.InvariantCulture, $"{Counted.Text(Rows, "row", "rows")}: loss {Loss:G5}, {judged}{(metrics.Length > 0 ? $", {metrics}" : "")}");
    }
}
