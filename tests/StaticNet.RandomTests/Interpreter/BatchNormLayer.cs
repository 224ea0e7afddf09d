namespace StaticNet.RandomTests.Interpreter;

/// <summary>Batch normalisation over all axes but one.</summary>
internal sealed class BatchNormLayer : Layer
{
    private readonly int _channels;
    private readonly int _inner;
    private readonly Parameter? _gamma;
    private readonly Parameter? _beta;
    private readonly Parameter _movingMean;
    private readonly Parameter _movingVariance;
    private readonly Parameter _batches;
    private Batch _x = null!;
    private double[] _mean = [];
    private double[] _inverseDeviation = [];
    private bool _usedBatch;

    /// <param name="name">The layer's name.</param>
    /// <param name="sampleShape">Shape of a sample.</param>
    /// <param name="axis">The channels' axis in it, from 0.</param>
    /// <param name="gamma">γ, if there is one.</param>
    /// <param name="beta">β, if there is one.</param>
    public BatchNormLayer(string name, ReadOnlySpan<int> sampleShape, int axis, Parameter? gamma, Parameter? beta)
    {
        _channels = sampleShape[axis];
        _inner = 1;
        foreach (int size in sampleShape[(axis + 1)..])
        {
            _inner *= size;
        }

        _gamma = gamma;
        _beta = beta;
        _movingMean = new Parameter(name + ".moving_mean", [_channels]);
        _movingVariance = new Parameter(name + ".moving_variance", [_channels]);
        _batches = new Parameter(name + ".batches", [1]);
    }

    public double Epsilon { get; init; } = 1e-3;

    public double Momentum { get; init; } = 0.99;

    public bool IsCumulative { get; init; }

    public bool IsUnbiased { get; init; }

    public bool IsFrozen { get; init; }

    public override bool IsAffine => true;

    public override IReadOnlyList<Parameter> Parameters => [.. new[] { _gamma, _beta }.OfType<Parameter>()];

    public override IReadOnlyList<Parameter> Statistics =>
        IsCumulative ? [_movingMean, _movingVariance, _batches] : [_movingMean, _movingVariance];

    public override Batch Forward(Batch x, Pass pass)
    {
        _x = x;
        _usedBatch = pass.IsTraining && !IsFrozen;
        if (_usedBatch)
        {
            UseBatch(x, pass);
        }
        else
        {
            _mean = _movingMean.Values;
            SetDeviation(_movingVariance.Values, pass);
        }

        Batch y = x.Like();
        for (int i = 0; i < x.Values.Length; i++)
        {
            int channel = ChannelOf(i);
            double factor = _inverseDeviation[channel] * Gamma(channel);
            double normalized = (x.Values[i] - _mean[channel]) * factor;
            double beta = _beta?.Values[channel] ?? 0;
            double scale = AffineScale(x.Values[i] * factor, _mean[channel] * factor, normalized, beta, pass);
            y.Values[i] = pass.Rounding.Apply(normalized + beta, scale);
        }

        return y;
    }

    public override Batch Backward(Batch dy, Pass pass)
    {
        double count = (double)dy.Values.Length / _channels;
        double[] beta = Sums(dy, static (_, gradient) => gradient, pass);
        double[] gamma = Sums(dy, (i, gradient) => gradient * Normalized(i), pass);
        Batch dx = dy.Like();
        for (int i = 0; i < dx.Values.Length; i++)
        {
            int channel = ChannelOf(i);
            double factor = Gamma(channel) * _inverseDeviation[channel];
            double gradient = dy.Values[i];
            double meanPart = _usedBatch ? beta[channel] / count : 0;
            double deviationPart = _usedBatch ? Normalized(i) * gamma[channel] / count : 0;
            double scale = Math.Abs(gradient) + Math.Abs(meanPart) + Math.Abs(deviationPart);
            dx.Values[i] = pass.Rounding.Apply(factor * (gradient - meanPart - deviationPart), Math.Abs(factor) * scale);
        }

        if (_gamma is { IsTrained: true })
        {
            _gamma.Gradient = gamma;
        }

        if (_beta is { IsTrained: true })
        {
            _beta.Gradient = beta;
        }

        return dx;
    }

    public override void Draw(Random random, Batch x)
    {
        (double[] mean, double[] variance) = Moments(x);
        bool isFaithful = random.Next(4) != 0;
        for (int channel = 0; channel < _channels; channel++)
        {
            double deviation = Math.Sqrt(variance[channel] + Epsilon);
            _movingMean.Values[channel] = Single(isFaithful ? mean[channel] + (0.3 * deviation * Normal(random)) : Normal(random));
            double usual = isFaithful ? variance[channel] + (1e-3 * random.NextDouble()) : 1;
            _movingVariance.Values[channel] = Single(usual * (0.5 + (1.5 * random.NextDouble())));
            if (_gamma is not null)
            {
                _gamma.Values[channel] = Single((random.Next(8) == 0 ? -1 : 1) * (0.5 + random.NextDouble()));
            }

            if (_beta is not null)
            {
                _beta.Values[channel] = Single(0.5 * Normal(random));
            }
        }

        _batches.Values[0] = random.Next(4);
    }

    /// <summary>Moves the averages by the statistics of the last batch seen in training.</summary>
    private void MoveAverages(double[] mean, double[] variance, double count, Pass pass)
    {
        double momentum = Momentum;
        if (IsCumulative)
        {
            _batches.Values = [_batches.Values[0] + 1];
            momentum = 1 - (1 / _batches.Values[0]);
        }

        double factor = IsUnbiased ? count / (count - 1) : 1;
        _movingMean.Values = Move(_movingMean.Values, mean, 1);
        _movingVariance.Values = Move(_movingVariance.Values, variance, factor);

        double[] Move(double[] moving, double[] batch, double factor) =>
        [
            .. moving.Zip(batch, (old, current) => pass.Rounding.Apply(
                (momentum * old) + ((1 - momentum) * factor * current),
                Math.Abs(momentum * old) + Math.Abs((1 - momentum) * factor * current))),
        ];
    }

    private void UseBatch(Batch x, Pass pass)
    {
        (_mean, double[] variance) = Moments(x);
        var farthest = new double[_channels];
        for (int i = 0; i < x.Values.Length; i++)
        {
            farthest[ChannelOf(i)] = Math.Max(farthest[ChannelOf(i)], Math.Abs(x.Values[i] - _mean[ChannelOf(i)]));
        }

        for (int channel = 0; channel < _channels; channel++)
        {
            // The mean is that of the differences to some value of the batch, the farthest perhaps.
            _mean[channel] = pass.Rounding.Apply(_mean[channel], 2 * farthest[channel]);
            variance[channel] = pass.Rounding.Apply(variance[channel], 2 * variance[channel]);
        }

        SetDeviation(variance, pass);
        MoveAverages(_mean, variance, (double)x.Values.Length / _channels, pass);
    }

    private void SetDeviation(double[] variance, Pass pass) =>
        _inverseDeviation = Array.ConvertAll(
            variance, value => 1 / Math.Sqrt(value + Epsilon) is var inverse ? pass.Rounding.Apply(inverse, inverse) : 0);

    private (double[] Mean, double[] Variance) Moments(Batch x)
    {
        // Differences to the first value, so that a constant channel has exactly its mean.
        double count = (double)x.Values.Length / _channels;
        double[] first = [.. Enumerable.Range(0, _channels).Select(channel => x.Values[channel * _inner])];
        var mean = new double[_channels];
        for (int i = 0; i < x.Values.Length; i++)
        {
            mean[ChannelOf(i)] += (x.Values[i] - first[ChannelOf(i)]) / count;
        }

        for (int channel = 0; channel < _channels; channel++)
        {
            mean[channel] += first[channel];
        }

        var variance = new double[_channels];
        for (int i = 0; i < x.Values.Length; i++)
        {
            double difference = x.Values[i] - mean[ChannelOf(i)];
            variance[ChannelOf(i)] += difference * difference / count;
        }

        return (mean, variance);
    }

    /// <summary>Sums over a channel.</summary>
    private double[] Sums(Batch dy, Func<int, double, double> term, Pass pass)
    {
        var sums = new double[_channels];
        var squares = new double[_channels];
        for (int i = 0; i < dy.Values.Length; i++)
        {
            double value = term(i, dy.Values[i]);
            sums[ChannelOf(i)] += value;
            squares[ChannelOf(i)] += value * value;
        }

        for (int channel = 0; channel < _channels; channel++)
        {
            double scale = Rounding.ScaleOfSum(sums[channel], squares[channel], dy.Values.Length / _channels);
            sums[channel] = pass.Rounding.Apply(sums[channel], scale);
        }

        return sums;
    }

    private double Normalized(int index) => (_x.Values[index] - _mean[ChannelOf(index)]) * _inverseDeviation[ChannelOf(index)];

    private double Gamma(int channel) => _gamma?.Values[channel] ?? 1;

    private int ChannelOf(int index) => index / _inner % _channels;
}
