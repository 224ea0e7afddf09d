using StaticNet.Kernels;

namespace StaticNet;

/// <summary>Mean and biased variance of what a BatchNorm was given in the network's last pass.</summary>
internal sealed class BatchMoments
{
    private readonly Network _network;
    private readonly BatchNormLayout _layout;
    private readonly float[] _mean;
    private readonly float[] _meanLow;
    private readonly float[] _variance;
    private readonly float[] _inverse;

    public BatchMoments(Network network, BatchNormLayout layout)
    {
        _network = network;
        _layout = layout;
        int length = Panel.PaddedColumns(layout.Channels);
        _mean = new float[length];
        _meanLow = new float[length];
        _variance = new float[length];
        _inverse = new float[length];
    }

    /// <summary>Takes them of a batch of <paramref name="samples"/>.</summary>
    public void Take(int samples)
    {
        Arithmetic arithmetic = _network.Layout.Arithmetic;
        int rows = samples * _layout.Positions;
        nuint input = (nuint)_layout.Input;
        if (_layout.Inner > 0)
        {
            RowBatchNormalization.Statistics(
                in _network.Activation(input), rows, _layout.Columns, _layout.Channels, _layout.Inner, epsilon: 1, ref _mean[0], ref _meanLow[0],
                ref _variance[0], ref _inverse[0], arithmetic);
            return;
        }

        for (int panel = 0; panel < Panel.Count(_layout.Columns); panel++)
        {
            int first = panel * Panel.Width;
            BatchNormalization.Statistics(
                in _network.Activation(input, panel, rows), rows, Panel.WidthOf(panel, _layout.Columns), epsilon: 1, ref _mean[first],
                ref _meanLow[first], ref _variance[first], ref _inverse[first], arithmetic);
        }
    }

    /// <summary>The mean of a channel.</summary>
    public double Mean(int channel) => (double)_mean[channel] + _meanLow[channel];

    /// <summary>The variance of a channel, divisor n.</summary>
    public double Variance(int channel) => _variance[channel];
}
