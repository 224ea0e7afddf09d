namespace StaticNet;

/// <summary>
/// Input columns to median 0 and a range of quantiles of 1: <c>y = (x − median)/(upper quantile − lower quantile)</c>, per position of the last axis,
/// which outliers do not move; where the quantiles are equal, 1 is divided by. Quantiles are exact, interpolated linearly between neighbours, so
/// fitting by <c>Fit</c> keeps values of the training data, up to 8 million at a time, and takes as many passes over the data as that needs. Saved
/// with the weights and not trained. Keeps the shape. Folded into the next Dense when predicting.
/// </summary>
/// <param name="lower">The lower quantile in percent, more than 0: 25 is the lower quartile.</param>
/// <param name="upper">The upper quantile in percent, more than <paramref name="lower"/> and less than 100.</param>
/// <param name="center">Whether the median is subtracted. Where not, zeros stay zeros, and it may follow a sparse input.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class RobustScaleAttribute(double lower = 25, double upper = 75, bool center = true) : NormalizerAttribute
{
    /// <summary>The lower quantile in percent.</summary>
    public double Lower { get; } = lower;

    /// <summary>The upper quantile in percent.</summary>
    public double Upper { get; } = upper;

    /// <summary>Whether the median is subtracted.</summary>
    public bool Center { get; } = center;
}
