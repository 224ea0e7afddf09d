namespace StaticNet;

/// <summary>
/// Mean, sum of squared deviations, minimum and maximum of each column, gathered row by row in double by Welford's recurrence
/// (Technometrics 4, 1962), which does not cancel however large the mean is.
/// </summary>
internal sealed class ColumnMoments(int columns)
{
    private readonly double[] _mean = new double[columns];
    private readonly double[] _squares = new double[columns];
    private readonly double[] _minimum = Filled(columns, double.PositiveInfinity);
    private readonly double[] _maximum = Filled(columns, double.NegativeInfinity);
    private long _rows;

    /// <summary>Takes one more row.</summary>
    public void Add(ReadOnlySpan<double> row)
    {
        _rows++;
        for (int column = 0; column < row.Length; column++)
        {
            double value = row[column];
            double deviation = value - _mean[column];
            _mean[column] += deviation / _rows;
            _squares[column] += deviation * (value - _mean[column]);
            _minimum[column] = Math.Min(_minimum[column], value);
            _maximum[column] = Math.Max(_maximum[column], value);
        }
    }

    /// <summary>Checks that there were rows, all of finite numbers.</summary>
    /// <exception cref="ArgumentException">There were none, or a column is not finite.</exception>
    public void CheckFitted()
    {
        if (_rows == 0)
        {
            throw new ArgumentException("The data set has no rows to fit the normalisers to.", "data");
        }

        for (int column = 0; column < columns; column++)
        {
            if (!double.IsFinite(_mean[column]) || !double.IsFinite(_squares[column]))
            {
                throw new ArgumentException(
                    $"Column {column} of the data set holds values that are not finite: a normaliser cannot be fitted to it.", "data");
            }
        }
    }

    /// <summary>
    /// Mean 0 and deviation 1, divisor n. A column whose variance is within rounding of 0 is constant and only centred, by scikit-learn's
    /// rule (<c>variance ≤ n·u·variance + (n·mean·u)²</c>, u the rounding unit of double).
    /// </summary>
    public ColumnTransform Standardize()
    {
        const double Unit = 2.220446049250313e-16;
        var transform = new ColumnTransform(columns, offset: 0);
        for (int column = 0; column < columns; column++)
        {
            double variance = _squares[column] / _rows;
            double rounding = _rows * _mean[column] * Unit;
            bool constant = variance <= (_rows * Unit * variance) + (rounding * rounding);
            transform.Set(column, _mean[column], constant ? 1 : 1 / Math.Sqrt(variance));
        }

        return transform;
    }

    /// <summary>
    /// The smallest value onto <paramref name="low"/>, the largest onto <paramref name="high"/>; a constant column onto <paramref
    /// name="low"/>. The lower end is part of the centre, so that the network only subtracts and multiplies.
    /// </summary>
    public ColumnTransform MinMax(double low, double high)
    {
        var transform = new ColumnTransform(columns, offset: 0);
        for (int column = 0; column < columns; column++)
        {
            double range = _maximum[column] - _minimum[column];
            double scale = (high - low) / range;
            scale = float.IsFinite((float)scale) ? scale : high - low;
            transform.Set(column, _minimum[column] - (low / scale), scale);
        }

        return transform;
    }

    private static double[] Filled(int length, double value)
    {
        var values = new double[length];
        Array.Fill(values, value);
        return values;
    }
}
