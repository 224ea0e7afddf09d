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

    /// <summary>Mean loss, without any penalty of the optimizer.</summary>
    public double Loss { get; }

    /// <summary>Fraction classified rightly; null for a regression.</summary>
    public double? Accuracy { get; internal init; }

    /// <summary>How often class <c>[actual, predicted]</c> was met; null for a regression.</summary>
    public int[,]? ConfusionMatrix { get; internal init; }

    /// <summary>Mean absolute difference of output and target over all elements; null for a classifier.</summary>
    public double? MeanAbsoluteError { get; internal init; }

    /// <summary>Mean squared difference of output and target over all elements; null for a classifier.</summary>
    public double? MeanSquaredError { get; internal init; }
}
