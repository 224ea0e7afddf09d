namespace StaticNet;

/// <summary>
/// Mean and sum of squared deviations of each column, gathered row by row in double by Welford's recurrence (Technometrics 4, 1962), which does not
/// cancel however large the mean is.
/// </summary>
internal abstract class MomentsFitting(int columns, int[]? selected) : NormalizerFitting(columns, selected)
{
    // The rounding unit of double, as scikit-learn counts it.
    private const double Unit = 2.220446049250313e-16;

    private readonly double[] _mean = new double[columns];
    private readonly double[] _squares = new double[columns];
    private long _rows;

    public sealed override void Add(ReadOnlySpan<double> row)
    {
        _rows++;
        foreach (int column in Selected)
        {
            double value = row[column];
            double deviation = value - _mean[column];
            _mean[column] += deviation / _rows;
            _squares[column] += deviation * (value - _mean[column]);
        }
    }

    protected double Mean(int column) => _mean[column];

    /// <summary>The column's deviation; null for a constant one.</summary>
    protected double? Deviation(int column, bool unbiased)
    {
        double variance = _squares[column] / _rows;
        return IsConstant(variance, _mean[column], _rows) ? null : Math.Sqrt(unbiased ? _squares[column] / (_rows - 1) : variance);
    }

    /// <summary>
    /// Whether a column counts as constant: its variance is within rounding of 0 by scikit-learn's rule (<c>variance ≤ n·u·variance + (n·mean·u)²</c>, u
    /// the rounding unit of double).
    /// </summary>
    public static bool IsConstant(double variance, double mean, long rows)
    {
        double rounding = rows * mean * Unit;
        return variance <= (rows * Unit * variance) + (rounding * rounding);
    }
}
