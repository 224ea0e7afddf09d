namespace StaticNet;

/// <summary>
/// R², the mean over columns. Variances of targets are summed by Welford's method ("Note on a method for calculating corrected sums of squares
/// and products", Technometrics 4, 1962): targets far from 0 keep their digits.
/// </summary>
internal sealed class DeterminationAccumulator(int columns) : MetricAccumulator
{
    private readonly double[] _means = new double[columns];
    private readonly double[] _totals = new double[columns];
    private readonly double[] _residuals = new double[columns];
    private long _count;

    public override bool NeedsOutput => true;

    public override double Value
    {
        get
        {
            if (_count < 2)
            {
                return double.NaN;
            }

            double sum = 0;
            for (int column = 0; column < columns; column++)
            {
                double total = _totals[column];
                double residual = _residuals[column];
                sum += total != 0 ? 1 - (residual / total) : residual > 0 ? 0 : double.IsNaN(residual) ? double.NaN : 1;
            }

            return sum / columns;
        }
    }

    public override void Reset()
    {
        _count = 0;
        Array.Clear(_means);
        Array.Clear(_totals);
        Array.Clear(_residuals);
    }

    public override void Add(in MetricBatch batch)
    {
        for (int start = 0; start < batch.Targets.Length; start += columns)
        {
            _count++;
            for (int column = 0; column < columns; column++)
            {
                double target = batch.Targets[start + column];
                double residual = batch.Output[start + column] - target;
                double difference = target - _means[column];
                _means[column] += difference / _count;
                _totals[column] += difference * (target - _means[column]);
                _residuals[column] += residual * residual;
            }
        }
    }
}
