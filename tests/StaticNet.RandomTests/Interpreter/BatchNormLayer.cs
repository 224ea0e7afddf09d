namespace StaticNet.RandomTests.Interpreter;

/// <summary>Batch normalisation over all axes but one.</summary>
internal sealed class BatchNormLayer : Layer
{
    private readonly int _channels;
    private readonly int _inner;
    private readonly int _sampleSize;
    private readonly Parameter? _gamma;
    private readonly Parameter? _beta;
    private readonly Parameter _movingMean;
    private readonly Parameter _movingVariance;
    private readonly Parameter _batches;
    private Batch _x = null!;
    private double[] _mean = [];
    private double[] _inverseDeviation = [];
    private int[] _partOf = [];
    private double[] _counts = [];
    private double[] _r = [];
    private double[] _d = [];
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
        _sampleSize = 1;
        foreach (int size in sampleShape)
        {
            _sampleSize *= size;
        }

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

    /// <summary>Samples that share statistics; 0 for all of a batch.</summary>
    public int VirtualBatch { get; init; }

    /// <summary>The bounds of renormalisation, if there is any.</summary>
    public (double RMax, double DMax)? Renormalization { get; init; }

    /// <summary>Whether r and d stay what they were in the last pass: a derivative takes them for constants.</summary>
    public bool HoldsCorrections { get; set; }

    public override bool IsAffine => true;

    public override IReadOnlyList<Parameter> Parameters => [.. new[] { _gamma, _beta }.OfType<Parameter>()];

    public override IReadOnlyList<Parameter> Statistics =>
        IsCumulative ? [_movingMean, _movingVariance, _batches] : [_movingMean, _movingVariance];

    public override Batch Forward(Batch x, Pass pass)
    {
        _x = x;
        _usedBatch = pass.IsTraining && !IsFrozen;
        bool isCut = _usedBatch && VirtualBatch > 0;
        _partOf = isCut ? Parts(x.Samples, VirtualBatch, avoidSingle: _sampleSize == _channels) : new int[x.Samples];
        if (pass.Recalibrates && !IsFrozen)
        {
            (double[] mean, double[] variance) = RoundedMoments(x, pass);

            // Stored as they are, however far from zero.
            _movingMean.Values = Array.ConvertAll(mean, value => pass.Rounding.Apply(value, value));
            _movingVariance.Values = Array.ConvertAll(variance, value => pass.Rounding.Apply(value, value));
        }

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
            double factor = _inverseDeviation[GroupOf(i)] * Scale(channel);
            double mean = _mean[GroupOf(i)];
            double normalized = (x.Values[i] - mean) * factor;
            double beta = Shift(channel, pass);
            double scale = AffineScale(x.Values[i] * factor, mean * factor, normalized, beta, pass);
            y.Values[i] = pass.Rounding.Apply(normalized + beta, scale);
        }

        return y;
    }

    public override Batch Backward(Batch dy, Pass pass)
    {
        double[] beta = Sums(dy, static (_, gradient) => gradient, pass);
        double[] gamma = Sums(dy, (i, gradient) => gradient * Normalized(i), pass);
        Batch dx = dy.Like();
        for (int i = 0; i < dx.Values.Length; i++)
        {
            int group = GroupOf(i);
            double factor = Scale(ChannelOf(i)) * _inverseDeviation[group];
            double gradient = dy.Values[i];
            double meanPart = _usedBatch ? beta[group] / _counts[group] : 0;
            double deviationPart = _usedBatch ? Normalized(i) * gamma[group] / _counts[group] : 0;
            double scale = Math.Abs(gradient) + Math.Abs(meanPart) + Math.Abs(deviationPart);
            dx.Values[i] = pass.Rounding.Apply(factor * (gradient - meanPart - deviationPart), Math.Abs(factor) * scale);
        }

        if (_gamma is { IsTrained: true })
        {
            _gamma.Gradient = OfChannels(gamma, pass);
            for (int channel = 0; channel < _channels && _usedBatch && Renormalization is not null; channel++)
            {
                double throughScale = _r[channel] * _gamma.Gradient[channel];
                double throughShift = _d[channel] * OfChannels(beta, pass)[channel];
                _gamma.Gradient[channel] = pass.Rounding.Apply(throughScale + throughShift, Math.Abs(throughScale) + Math.Abs(throughShift));
            }
        }

        if (_beta is { IsTrained: true })
        {
            _beta.Gradient = OfChannels(beta, pass);
        }

        return dx;
    }

    public override void Draw(Random random, Batch x)
    {
        _partOf = new int[x.Samples];
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

    /// <summary>Samples by the part of the batch they belong to: a rest that would have a single value shares evenly with the part before it.</summary>
    private static int[] Parts(int samples, int size, bool avoidSingle)
    {
        var parts = new List<int>();
        for (int part = 0; parts.Count < samples; part++)
        {
            int left = samples - parts.Count;
            bool wouldLeaveOne = avoidSingle && left == size + 1;
            parts.AddRange(Enumerable.Repeat(part, !wouldLeaveOne ? Math.Min(left, size) : size == 2 ? 3 : (left + 1) / 2));
        }

        return [.. parts];
    }

    /// <summary>Moves the averages by statistics of channels.</summary>
    private void MoveAverages(double[] mean, double[] variance, Pass pass)
    {
        double momentum = Momentum;
        if (IsCumulative)
        {
            _batches.Values = [_batches.Values[0] + 1];
            momentum = 1 - (1 / _batches.Values[0]);
        }

        _movingMean.Values = Move(_movingMean.Values, mean);
        _movingVariance.Values = Move(_movingVariance.Values, variance);

        double[] Move(double[] moving, double[] batch) =>
        [
            .. moving.Zip(batch, (old, current) => pass.Rounding.Apply(
                (momentum * old) + ((1 - momentum) * current), Math.Abs(momentum * old) + Math.Abs((1 - momentum) * current))),
        ];
    }

    private void UseBatch(Batch x, Pass pass)
    {
        (_mean, double[] variance) = RoundedMoments(x, pass);
        SetDeviation(variance, pass);
        if (Renormalization is not null && !HoldsCorrections)
        {
            Correct(variance, pass);
        }

        // Of a part counts how many of the rows it holds.
        var meanOfParts = new double[_channels];
        var varianceOfParts = new double[_channels];
        for (int group = 0; group < _mean.Length; group++)
        {
            int channel = group % _channels;
            double share = _counts[group] / ((double)x.Values.Length / _channels);
            meanOfParts[channel] += share * _mean[group];
            varianceOfParts[channel] += share * variance[group] * (IsUnbiased ? _counts[group] / (_counts[group] - 1) : 1);
        }

        bool isCut = _mean.Length > _channels;
        for (int channel = 0; channel < _channels && isCut; channel++)
        {
            meanOfParts[channel] = pass.Rounding.Apply(meanOfParts[channel], meanOfParts[channel]);
            varianceOfParts[channel] = pass.Rounding.Apply(varianceOfParts[channel], varianceOfParts[channel]);
        }

        MoveAverages(meanOfParts, varianceOfParts, pass);
    }

    /// <summary>r and d, from the moving statistics as they are before the batch moves them.</summary>
    private void Correct(double[] variance, Pass pass)
    {
        (double largestRatio, double largestShift) = Renormalization!.Value;
        _r = new double[_channels];
        _d = new double[_channels];
        for (int channel = 0; channel < _channels; channel++)
        {
            double deviation = Math.Sqrt(_movingVariance.Values[channel] + Epsilon);
            double ratio = Math.Sqrt(variance[channel] + Epsilon) / deviation;
            double shift = (_mean[channel] - _movingMean.Values[channel]) / deviation;
            _r[channel] = pass.Rounding.Apply(Math.Min(Math.Max(ratio, 1 / largestRatio), largestRatio), Math.Min(ratio, largestRatio));
            double clipped = Math.Min(Math.Max(shift, -largestShift), largestShift);
            _d[channel] = pass.Rounding.Apply(clipped, clipped);
        }
    }

    /// <summary>Mean and variance of every group as single precision may leave them.</summary>
    private (double[] Mean, double[] Variance) RoundedMoments(Batch x, Pass pass)
    {
        (double[] mean, double[] variance) = Moments(x);
        var farthest = new double[mean.Length];
        for (int i = 0; i < x.Values.Length; i++)
        {
            farthest[GroupOf(i)] = Math.Max(farthest[GroupOf(i)], Math.Abs(x.Values[i] - mean[GroupOf(i)]));
        }

        for (int group = 0; group < mean.Length; group++)
        {
            // The mean is that of the differences to some value of the batch, the farthest perhaps.
            mean[group] = pass.Rounding.Apply(mean[group], 2 * farthest[group]);
            variance[group] = pass.Rounding.Apply(variance[group], 2 * variance[group]);
        }

        return (mean, variance);
    }

    private void SetDeviation(double[] variance, Pass pass) =>
        _inverseDeviation = Array.ConvertAll(
            variance, value => 1 / Math.Sqrt(value + Epsilon) is var inverse ? pass.Rounding.Apply(inverse, inverse) : 0);

    private (double[] Mean, double[] Variance) Moments(Batch x)
    {
        // Differences to the first value, so that a constant channel has exactly its mean.
        int groups = (_partOf[^1] + 1) * _channels;
        _counts = new double[groups];
        var first = new double[groups];
        for (int i = x.Values.Length - 1; i >= 0; i--)
        {
            _counts[GroupOf(i)]++;
            first[GroupOf(i)] = x.Values[i];
        }

        var mean = new double[groups];
        for (int i = 0; i < x.Values.Length; i++)
        {
            mean[GroupOf(i)] += (x.Values[i] - first[GroupOf(i)]) / _counts[GroupOf(i)];
        }

        for (int group = 0; group < groups; group++)
        {
            mean[group] += first[group];
        }

        var variance = new double[groups];
        for (int i = 0; i < x.Values.Length; i++)
        {
            double difference = x.Values[i] - mean[GroupOf(i)];
            variance[GroupOf(i)] += difference * difference / _counts[GroupOf(i)];
        }

        return (mean, variance);
    }

    /// <summary>Sums over groups.</summary>
    private double[] Sums(Batch dy, Func<int, double, double> term, Pass pass)
    {
        int groups = (_partOf[^1] + 1) * _channels;
        var sums = new double[groups];
        var squares = new double[groups];
        for (int i = 0; i < dy.Values.Length; i++)
        {
            double value = term(i, dy.Values[i]);
            sums[GroupOf(i)] += value;
            squares[GroupOf(i)] += value * value;
        }

        for (int group = 0; group < groups; group++)
        {
            double scale = Rounding.ScaleOfSum(sums[group], squares[group], dy.Values.Length / _channels);
            sums[group] = pass.Rounding.Apply(sums[group], scale);
        }

        return sums;
    }

    /// <summary>Sums over channels from those over groups.</summary>
    private double[] OfChannels(double[] sums, Pass pass)
    {
        if (sums.Length == _channels)
        {
            return [.. sums];
        }

        var channels = new double[_channels];
        for (int group = 0; group < sums.Length; group++)
        {
            channels[group % _channels] += sums[group];
        }

        return Array.ConvertAll(channels, sum => pass.Rounding.Apply(sum, sum));
    }

    private double Normalized(int index) => (_x.Values[index] - _mean[GroupOf(index)]) * _inverseDeviation[GroupOf(index)];

    /// <summary>What x̂ is multiplied by.</summary>
    private double Scale(int channel) => Gamma(channel) * (_usedBatch && Renormalization is not null ? _r[channel] : 1);

    /// <summary>What is added after.</summary>
    private double Shift(int channel, Pass pass)
    {
        double beta = _beta?.Values[channel] ?? 0;
        double corrected = _usedBatch && Renormalization is not null ? Gamma(channel) * _d[channel] : 0;
        return corrected == 0 ? beta : pass.Rounding.Apply(beta + corrected, Math.Abs(beta) + Math.Abs(corrected));
    }

    private double Gamma(int channel) => _gamma?.Values[channel] ?? 1;

    private int GroupOf(int index) => (_partOf[index / _sampleSize] * _channels) + ChannelOf(index);

    private int ChannelOf(int index) => index / _inner % _channels;
}
