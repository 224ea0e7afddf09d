namespace StaticNet;

/// <summary>
/// Mean and variance over batches, merged in double as Chan, Golub and LeVeque do ("Updating formulae and a pairwise algorithm for computing
/// sample variances", 1979), or averaged.
/// </summary>
internal sealed class PopulationMoments(int channels)
{
    private readonly double[] _mean = new double[channels];
    private readonly double[] _squares = new double[channels];
    private double _count;

    /// <summary>Batches added.</summary>
    public int Batches { get; private set; }

    /// <summary>Adds a batch of <paramref name="count"/> values a channel.</summary>
    public void Merge(BatchMoments batch, double count)
    {
        double total = _count + count;
        for (int channel = 0; channel < channels; channel++)
        {
            double difference = batch.Mean(channel) - _mean[channel];
            _mean[channel] += difference * (count / total);
            _squares[channel] += (batch.Variance(channel) * count) + (difference * difference * (_count * count / total));
        }

        _count = total;
        Batches++;
    }

    /// <summary>Adds a batch to plain averages; all batches have <paramref name="count"/> values a channel.</summary>
    public void Average(BatchMoments batch, double count)
    {
        for (int channel = 0; channel < channels; channel++)
        {
            _mean[channel] += (batch.Mean(channel) - _mean[channel]) / (Batches + 1);
            _squares[channel] += batch.Variance(channel) * (count / (count - 1));
        }

        Batches++;
        _count = Batches;
    }

    /// <summary>Makes them the moving statistics of the layer called <paramref name="name"/>.</summary>
    public void Write(ParameterCollection statistics, string name)
    {
        ParameterView mean = statistics[name + ".moving_mean"];
        ParameterView variance = statistics[name + ".moving_variance"];
        for (int channel = 0; channel < channels; channel++)
        {
            mean[channel] = (float)_mean[channel];
            variance[channel] = (float)(_squares[channel] / _count);
        }

        // A cumulative average goes on from here as if it had seen these batches.
        if (statistics.FirstOrDefault(view => view.Name == name + ".batches") is { } batches)
        {
            batches[0] = Batches;
        }
    }
}
