namespace StaticNet;

/// <summary>
/// Mean and central moments up to the fourth, gathered value by value in double, which does not cancel however large the mean is: P. Pébay, "Formulas for
/// robust, one-pass parallel computation of covariances and arbitrary-order statistical moments", Sandia report SAND2008-6212, section 1.
/// </summary>
internal struct ColumnMoments
{
    private double _second;
    private double _third;
    private double _fourth;

    public long Count { get; private set; }

    public long Missing { get; private set; }

    public double Mean { get; private set; }

    public readonly double Variance => _second / Count;

    public readonly double SampleVariance => Count > 1 ? _second / (Count - 1) : double.NaN;

    public readonly double Skewness => Math.Sqrt(Count) * _third / Math.Pow(_second, 1.5);

    public readonly double ExcessKurtosis => (Count * _fourth / (_second * _second)) - 3;

    public void Add(double value)
    {
        if (double.IsNaN(value))
        {
            Missing++;
            return;
        }

        double before = Count;
        double n = ++Count;
        double difference = value - Mean;
        double share = difference / n;
        double term = difference * share * before;
        Mean += share;
        _fourth += (term * share * share * ((n * n) - (3 * n) + 3)) + (6 * share * share * _second) - (4 * share * _third);
        _third += (term * share * (n - 2)) - (3 * share * _second);
        _second += term;
    }
}
