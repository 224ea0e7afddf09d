using StaticNet.Kernels;

namespace StaticNet;

/// <summary>Smallest, largest, mean and variance of each column of a dense layer's input over the calibration rows.</summary>
internal sealed class ColumnRanges(int columns)
{
    private readonly float[] _low = Filled(columns, float.PositiveInfinity);
    private readonly float[] _high = Filled(columns, float.NegativeInfinity);
    private readonly double[] _mean = new double[columns];
    private readonly double[] _squares = new double[columns];
    private long _count;
    private bool _allFinite = true;

    public ReadOnlySpan<float> Low => _low;

    public ReadOnlySpan<float> High => _high;

    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>Whether there were rows and every value was finite.</summary>
    public bool IsUsable => _allFinite && _count > 0;

    /// <summary>Variance of a column, divisor n.</summary>
    public double Variance(int column) => _squares[column] / _count;

    /// <summary>Adds the first <paramref name="rows"/> rows (Welford, Technometrics 4(3), 1962).</summary>
    public void Add(in MatrixView x, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            _count++;
            int column = 0;
            for (int segment = 0; segment < x.Segments; segment++)
            {
                foreach (float value in x.SegmentRow(segment, row))
                {
                    _allFinite &= float.IsFinite(value);
                    _low[column] = Math.Min(_low[column], value);
                    _high[column] = Math.Max(_high[column], value);
                    double difference = value - _mean[column];
                    _mean[column] += difference / _count;
                    _squares[column] += difference * (value - _mean[column]);
                    column++;
                }
            }
        }
    }

    private static float[] Filled(int count, float value)
    {
        float[] values = new float[count];
        Array.Fill(values, value);
        return values;
    }
}
