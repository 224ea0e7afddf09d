namespace StaticNet;

/// <summary>
/// Judges a network and the way it is trained by several trainings, each of which holds other rows back to be judged by. The seed decides the result,
/// bit for bit, however many trainings are under way at a time.
/// <code>
/// CrossValidationResult result = CrossValidation.Run&lt;IrisNet&gt;(data.Folds(5, seed: 1), () => new FitOptions { Epochs = 30 });
/// Console.WriteLine(result);
/// </code>
/// </summary>
public static class CrossValidation
{
    /// <summary>Trains a network of every fold.</summary>
    /// <typeparam name="TNetwork">The network.</typeparam>
    /// <inheritdoc cref="Run(Contestant, IReadOnlyList{Fold}, Func{FitOptions}, ulong, double, int, IProgress{FoldRun}, CancellationToken)"/>
    public static CrossValidationResult Run<TNetwork>(
        IReadOnlyList<Fold> folds,
        Func<FitOptions> fit,
        ulong seed = 1,
        double validationShare = 0,
        int parallel = 0,
        IProgress<FoldRun>? progress = null,
        CancellationToken cancellation = default)
        where TNetwork : Network, INetwork<TNetwork> =>
        Run(Contestant.Of<TNetwork>(), folds, fit, seed, validationShare, parallel, progress, cancellation);

    /// <summary>Trains a network of every fold.</summary>
    /// <param name="contestant">The network.</param>
    /// <param name="folds">
    /// What to train on and to judge by, such as <see cref="MemoryDataSet.Folds"/> or <see cref="MemoryDataSet.FoldsByGroup"/> give it.
    /// </param>
    /// <param name="fit">Makes the options of one training, callbacks included, which must not be shared by trainings. They hold no checkpoint.</param>
    /// <param name="seed">The network of fold <c>k</c>, from 0, has the seed <c>seed + k</c>.</param>
    /// <param name="validationShare">
    /// Share of a fold's training rows that are not trained on but are its <see cref="FitOptions.Validation"/>, for callbacks such as
    /// <see cref="EarlyStopping"/>: from 0 (none) to below 1. The rows held back judge, and must not choose.
    /// </param>
    /// <param name="parallel">Trainings under way at a time; as many as there are processors with 0.</param>
    /// <param name="progress">Told of each training that is over, one call at a time; nobody if null.</param>
    /// <param name="cancellation">Ends all trainings.</param>
    /// <remarks>A training that diverges is recorded as such, and the others go on.</remarks>
    /// <exception cref="ArgumentException">There are no folds, or data or options do not fit.</exception>
    /// <exception cref="TrainingInterruptedException">A callback or the data threw an exception.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static CrossValidationResult Run(
        Contestant contestant,
        IReadOnlyList<Fold> folds,
        Func<FitOptions> fit,
        ulong seed = 1,
        double validationShare = 0,
        int parallel = 0,
        IProgress<FoldRun>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(contestant);
        ArgumentNullException.ThrowIfNull(folds);
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentOutOfRangeException.ThrowIfNegative(parallel);
        if (folds.Count == 0)
        {
            throw new ArgumentException("Expected at least one fold, found none.", nameof(folds));
        }

        if (!(validationShare >= 0 && validationShare < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(validationShare), validationShare, "Expected a share from 0 to below 1.");
        }

        var runs = new FoldRun[folds.Count];
        var oneAtATime = new Lock();
        bool alone = SeparateTrainings.Degree(parallel) == 1 || folds.Count == 1;
        SeparateTrainings.Run(folds.Count, parallel, number =>
        {
            FitOptions options = Options(fit());
            (MemoryDataSet train, MemoryDataSet? validation) = Divide(folds[number].Train, validationShare, seed);
            options = options with { Validation = validation ?? options.Validation, Threads = alone ? options.Threads : 1 };
            runs[number] = Train(contestant.Create(seed + (ulong)number), number, train, folds[number].Test, options, cancellation);
            lock (oneAtATime)
            {
                progress?.Report(runs[number]);
            }
        }, cancellation);
        return new CrossValidationResult(runs);

        FitOptions Options(FitOptions options) =>
            options.Checkpoint is not null
                ? throw new ArgumentException("Expected options without a checkpoint, which one training alone can use.", nameof(fit))
            : validationShare > 0 && options.Validation is not null
                ? throw new ArgumentException(
                    "Expected either validation data in the options or a share of the training rows, found both.", nameof(validationShare))
            : options;
    }

    private static (MemoryDataSet Train, MemoryDataSet? Validation) Divide(MemoryDataSet train, double validationShare, ulong seed)
    {
        if (validationShare == 0)
        {
            return (train, null);
        }

        DataSplit split = train.Split(1 - validationShare, validationShare, 0, seed);
        return (split.Train, split.Validation);
    }

    private static FoldRun Train(
        Network network, int number, MemoryDataSet train, MemoryDataSet test, FitOptions options, CancellationToken cancellation)
    {
        try
        {
            History history = network.Fit(train, options, cancellation);
            cancellation.ThrowIfCancellationRequested();
            return new FoldRun(number, network, history) { Test = network.Evaluate(test) };
        }
        catch (TrainingDivergedException divergence)
        {
            return new FoldRun(number, network, divergence.History) { Divergence = divergence };
        }
    }
}
