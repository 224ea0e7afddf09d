using StaticNet.Kernels;

namespace StaticNet;

/// <summary>Whether options and data can train a network.</summary>
internal static class FitRequirements
{
    /// <summary>Checks options by themselves and with the data.</summary>
    /// <exception cref="ArgumentException">They do not fit; the message says what was expected and what came.</exception>
    public static void Check(Network network, DataSet data, FitOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Epochs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchSize, 1);
        ArgumentNullException.ThrowIfNull(options.Optimizer);
        ArgumentNullException.ThrowIfNull(options.Callbacks);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.AccumulateSteps, 1);
        if (!(options.WeightAverage >= 0 && options.WeightAverage < 1))
        {
            throw OutOfRange(
                nameof(FitOptions.WeightAverage), options.WeightAverage,
                "Expected the share of the average that a step keeps, at least 0 (no average) and below 1.");
        }

        if (options.Threads < 0)
        {
            throw OutOfRange(
                nameof(FitOptions.Threads), options.Threads, "Expected a number of threads of 1 or more, or 0 for as many as there are processors.");
        }

        DataRequirements.Check(network.Layout, data, "data");
        if (options.Validation is not null)
        {
            DataRequirements.Check(network.Layout, options.Validation, nameof(FitOptions.Validation));
            DataRequirements.CheckClasses(network.Layout.Name, network.ClassNames, options.Validation, nameof(FitOptions.Validation));
            DataRequirements.CheckClasses("The training data set", data.ClassNames, options.Validation, nameof(FitOptions.Validation));
            Metric.Check(options.Metrics, network.Layout, options.Validation, nameof(FitOptions.Metrics));
        }

        DataRequirements.CheckClasses(network.Layout.Name, network.ClassNames, data, "data");
        Metric.Check(options.Metrics, network.Layout, data, nameof(FitOptions.Metrics));
        LossWeights.Check(network.Layout, data, options.ClassWeights, nameof(FitOptions.ClassWeights));

        string name = network.Layout.Name;
        if (network.BatchNormValuesPerSample == 1 && (options.BatchSize == 1 || data.RowCount == 1))
        {
            throw Misfit(
                options.BatchSize == 1 ? nameof(FitOptions.BatchSize) : "data",
                $"{name} holds a BatchNorm, and a batch of one sample has no variance: train on batches of two or more.");
        }

        if (options.DropLast && data.RowCount < options.BatchSize)
        {
            throw Misfit(
                nameof(FitOptions.DropLast),
                $"The data set has {data.RowCount} rows, fewer than a batch of {options.BatchSize}, and DropLast drops them all.");
        }
    }

    /// <summary>The threads that the options ask for, as many as the network has work for.</summary>
    public static Team BorrowTeam(Network network, FitOptions options)
    {
        int threads = options.Threads == 0 ? Environment.ProcessorCount : options.Threads;
        return Team.Borrow(Math.Min(threads, Math.Min(network.Layout.WidestPanels, Team.LargestCount)));
    }

    private static ArgumentOutOfRangeException OutOfRange(string option, object value, string message) => new(option, value, message);

    private static ArgumentException Misfit(string argument, string message) => new(message, argument);
}
