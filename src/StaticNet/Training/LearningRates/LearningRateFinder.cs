namespace StaticNet;

/// <summary>
/// Finds a learning rate: trains for a few steps with a rate that grows exponentially, and sees where the loss falls and where it explodes. The
/// range test of Smith, "Cyclical learning rates for training neural networks", WACV 2017, with exponential steps.
/// </summary>
public static class LearningRateFinder
{
    /// <summary>The least share of the smoothed loss that a step keeps.</summary>
    private const double Smoothing = 0.9;

    /// <summary>A smoothed loss of so many times the least one ends the sweep.</summary>
    private const double Explosion = 4;

    /// <summary>Sweeps learning rates from the least to the largest. The network is left as it was, but for its gradients.</summary>
    /// <param name="network">The network, as it would begin training. Normalisers that hold nothing are fitted for the time of the sweep.</param>
    /// <param name="data">The training data, read from the start again where they are too few.</param>
    /// <param name="options">
    /// How it would be trained: batch size, optimizer (its rate and schedule apart), shuffling and threads are used, the rest is not. Defaults of
    /// <see cref="FitOptions"/> if null.
    /// </param>
    /// <param name="minimum">Learning rate of the first step, positive.</param>
    /// <param name="maximum">Learning rate of the last step, larger.</param>
    /// <param name="steps">Steps, at least 10. The sweep ends before if the loss explodes.</param>
    /// <param name="cancellation">Ends the sweep with an <see cref="OperationCanceledException"/>; the network is left as it was.</param>
    /// <exception cref="ArgumentException">The data do not fit the network, or the options do not fit the data.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A rate or the number of steps is out of range.</exception>
    public static LearningRateSweep Run(
        Network network,
        DataSet data,
        FitOptions? options = null,
        double minimum = 1e-6,
        double maximum = 1,
        int steps = 100,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 10);
        if (!(minimum > 0) || !double.IsFinite(minimum))
        {
            throw new ArgumentOutOfRangeException(nameof(minimum), minimum, "Expected a positive learning rate.");
        }

        if (!(maximum > minimum) || !double.IsFinite(maximum))
        {
            throw new ArgumentOutOfRangeException(nameof(maximum), maximum, $"Expected a learning rate above the least, {minimum}.");
        }

        options ??= new FitOptions();
        FitRequirements.Check(network, data, options);
        using var state = new KeptNetwork(network);
        if (!network.NormalizersFitted && !NormalizerFit.Run(network, data, cancellation))
        {
            throw new OperationCanceledException(cancellation);
        }

        return new LearningRateSweep(Sweep(network, data, options, minimum, maximum, steps, cancellation));
    }

    private static List<LearningRatePoint> Sweep(
        Network network, DataSet data, FitOptions options, double minimum, double maximum, int steps, CancellationToken cancellation)
    {
        using var batches = new TrainingBatches(data, options.BatchSize, network.BatchNormValuesPerSample == 1, options.DropLast);
        using Kernels.Team team = FitRequirements.BorrowTeam(network, options);
        var step = new TrainingStep(network, new OptimizerState(options.Optimizer, network)) { Team = team };
        network.Reserve(batches.MaximumRows);
        var points = new List<LearningRatePoint>();
        double average = 0;
        double share = 0;
        double least = double.PositiveInfinity;
        for (int i = 0; i < steps; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (i == 0 || !batches.Next())
            {
                batches.Begin(new BatchOrder(options.Shuffle, network.Seed, network.EpochsBegun));
                network.EpochsBegun++;
                if (!batches.Next())
                {
                    throw DataRequirements.NoRows(nameof(data));
                }
            }

            double rate = minimum * Math.Pow(maximum / minimum, (double)i / (steps - 1));
            double loss = step.Run(batches.Input, batches.Labels, batches.Targets, batches.Rows, rate);
            average = (Smoothing * average) + ((1 - Smoothing) * loss);
            share = (Smoothing * share) + (1 - Smoothing);
            double smoothed = average / share;
            if (!double.IsFinite(smoothed))
            {
                break;
            }

            points.Add(new LearningRatePoint(rate, loss, smoothed));
            least = Math.Min(least, smoothed);
            if (smoothed > Explosion * least)
            {
                break;
            }
        }

        return points;
    }

    /// <summary>Takes a network back to what it was.</summary>
    private sealed class KeptNetwork : IDisposable
    {
        private readonly Network _network;
        private readonly WeightSnapshot _weights;
        private readonly (ulong Step, int EpochsBegun, bool Fitted, bool Loaded) _counts;

        public KeptNetwork(Network network)
        {
            _network = network;
            _weights = new WeightSnapshot(network);
            _weights.Take();
            _counts = (network.Step, network.EpochsBegun, network.NormalizersFitted, network.StatisticsLoaded);
        }

        public void Dispose()
        {
            _weights.Restore();
            (_network.Step, _network.EpochsBegun, _network.NormalizersFitted, _network.StatisticsLoaded) = _counts;
        }
    }
}
