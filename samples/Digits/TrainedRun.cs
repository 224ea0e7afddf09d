using StaticNet;

namespace Digits;

/// <summary>One training and how good it is.</summary>
internal sealed record TrainedRun(Architecture Architecture, Network Network, ulong Seed, DataSplit Data, History History)
{
    public required Evaluation Train { get; init; }

    public required Evaluation Validation { get; init; }

    public required Evaluation Test { get; init; }

    /// <summary>Trains a fresh network and judges it on all parts of the data.</summary>
    /// <exception cref="OperationCanceledException">The user interrupted.</exception>
    public static TrainedRun Of(
        Architecture architecture, DataSplit data, ulong seed, Options options, ITrainingProgress? progress, CancellationToken cancellation)
    {
        Network network = architecture.Create(seed);
        var fit = new FitOptions
        {
            Epochs = options.Epochs,
            BatchSize = options.BatchSize,
            Optimizer = Optimizers.Create(options.Optimizer, options.LearningRate),
            Validation = data.Validation,
            Progress = progress,
        };
        History history = network.Fit(data.Train, fit, cancellation);
        cancellation.ThrowIfCancellationRequested();
        return new TrainedRun(architecture, network, seed, data, history)
        {
            Train = network.Evaluate(data.Train),
            Validation = network.Evaluate(data.Validation),
            Test = network.Evaluate(data.Test),
        };
    }

    /// <summary>
    /// Trains a network on two batches and forgets it, so that all code is compiled before the first training is timed.
    /// </summary>
    public static void WarmUp(Architecture architecture, DataSplit data, Options options, CancellationToken cancellation)
    {
        MemoryDataSet rows = data.Train.Slice(0, (int)Math.Min(data.Train.Count, 2L * options.BatchSize));
        Of(architecture, new DataSplit(rows, rows, rows), options.Seed, options with { Epochs = 1 }, null, cancellation);
    }
}
