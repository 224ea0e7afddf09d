namespace StaticNet;

/// <summary>
/// Input columns onto a range: the column's least value becomes <c>min</c>, its largest <c>max</c>, per position of the last axis; a
/// constant column gives <c>min</c>. The extremes are fitted on the training data by <c>Fit</c> in one pass, saved with the weights and not trained;
/// other data may lie outside. Keeps the shape. Folded into the next Dense when predicting.
/// </summary>
/// <param name="min">Lower end of the range.</param>
/// <param name="max">Upper end of the range, above <paramref name="min"/>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MinMaxAttribute(double min = 0, double max = 1) : NormalizerAttribute
{
    /// <summary>Lower end of the range.</summary>
    public double Min { get; } = min;

    /// <summary>Upper end of the range.</summary>
    public double Max { get; } = max;
}
