namespace StaticNet;

/// <summary>Sums of absolute and squared differences between outputs and targets, in double.</summary>
internal sealed class RegressionErrors(int capacity)
{
    private readonly float[] _output = new float[capacity];
    private double _absolute;
    private double _squared;
    private long _count;

    /// <summary>Mean absolute difference over all elements so far.</summary>
    public double MeanAbsolute => _absolute / _count;

    /// <summary>Mean squared difference over all elements so far.</summary>
    public double MeanSquared => _squared / _count;

    /// <summary>Adds the differences of the network's last pass.</summary>
    public void Add(Network network, ReadOnlySpan<float> targets, int rows)
    {
        Span<float> output = _output.AsSpan(0, targets.Length);
        network.ReadOutput(output, rows);
        for (int i = 0; i < targets.Length; i++)
        {
            double difference = (double)output[i] - targets[i];
            _absolute += Math.Abs(difference);
            _squared += difference * difference;
        }

        _count += targets.Length;
    }
}
