namespace StaticNet.Tests.Training;

/// <summary>Trainings that each hold other rows back.</summary>
public sealed class CrossValidationTests
{
    private static readonly MemoryDataSet _data = TestData.Clusters(150);

    [Fact]
    public void Every_fold_equals_the_training_it_stands_for_however_many_are_under_way()
    {
        IReadOnlyList<Fold> folds = _data.Folds(5, seed: 3);
        var told = new Listener();
        CrossValidationResult sideBySide = CrossValidation.Run<LinearNetwork>(folds, Options, seed: 7, parallel: 4, progress: told);
        CrossValidationResult oneByOne = CrossValidation.Run<LinearNetwork>(folds, Options, seed: 7, parallel: 1);

        for (int fold = 0; fold < 5; fold++)
        {
            LinearNetwork alone = LinearNetwork.Create(7 + (ulong)fold);
            alone.Fit(folds[fold].Train, Options());
            Assert.Equal(Weights(alone), Weights(sideBySide.Runs[fold].Network));
            Assert.Equal(Weights(alone), Weights(oneByOne.Runs[fold].Network));
            Assert.Equal(alone.Evaluate(folds[fold].Test).Loss, sideBySide.Runs[fold].Test!.Loss);
            Assert.Equal(fold, sideBySide.Runs[fold].Fold);
        }

        Assert.Equal([0, 1, 2, 3, 4], told.Folds.Order());
        Assert.Equal(oneByOne.ToString(), sideBySide.ToString());
    }

    [Fact]
    public void Means_and_deviations_are_over_the_folds()
    {
        CrossValidationResult result = CrossValidation.Run<LinearNetwork>(_data.Folds(3, seed: 1), Options);
        double[] losses = [.. result.Runs.Select(static run => run.Test!.Loss)];
        double mean = losses.Sum() / 3;

        Assert.Equal(mean, result.MeanLoss!.Value, 1e-12);
        Assert.Equal(Math.Sqrt(losses.Sum(loss => (loss - mean) * (loss - mean)) / 2), result.Deviation(static evaluation => evaluation.Loss)!.Value, 1e-12);
        Assert.Equal(result.Runs.Average(static run => run.Test!.Accuracy), result.MeanAccuracy);
        Assert.Equal(150, result.ConfusionMatrix()!.Cast<int>().Sum());
        Assert.Contains(FormattableString.Invariant($"{result.MeanAccuracy:F4}"), result.ToString(), StringComparison.Ordinal);
        Assert.Null(CrossValidation.Run<LinearNetwork>([_data.Folds(3, seed: 1)[0]], Options).Deviation(static evaluation => evaluation.Loss));
    }

    [Fact]
    public void A_share_of_the_training_rows_validates_and_is_not_trained_on()
    {
        IReadOnlyList<Fold> folds = _data.Folds(3, seed: 1);
        CrossValidationResult result = CrossValidation.Run<LinearNetwork>(
            folds, static () => Options() with { Callbacks = [new EarlyStopping()] }, seed: 5, validationShare: 0.2);

        DataSplit split = folds[2].Train.Split(0.8, 0.2, 0, seed: 5);
        LinearNetwork alone = LinearNetwork.Create(7);
        alone.Fit(split.Train, Options() with { Callbacks = [new EarlyStopping()], Validation = split.Validation });
        Assert.Equal(Weights(alone), Weights(result.Runs[2].Network));
        Assert.NotNull(result.Runs[0].History.Epochs[0].ValidationLoss);
    }

    [Fact]
    public void A_fold_that_diverges_is_recorded_and_the_others_go_on()
    {
        var breaking = new Contestant("breaking", static seed =>
        {
            LinearNetwork network = LinearNetwork.Create(seed);
            network.BeforePass = pass => network.Parameters[0][0] = pass == 3 && seed == 2 ? float.NaN : network.Parameters[0][0];
            return network;
        });
        CrossValidationResult result = CrossValidation.Run(breaking, _data.Folds(3, seed: 1), Options, seed: 1);

        Assert.NotNull(result.Runs[1].Divergence);
        Assert.Null(result.Runs[1].Test);
        Assert.NotNull(result.Runs[2].Test);
        Assert.Null(result.MeanLoss);
        Assert.Null(result.ConfusionMatrix());
        Assert.Contains("diverged in epoch 1, step 3", result.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_done_is_said()
    {
        IReadOnlyList<Fold> folds = _data.Folds(2, seed: 1);
        Refused(() => CrossValidation.Run<LinearNetwork>([], Options), "at least one fold");
        Refused(() => CrossValidation.Run<LinearNetwork>(folds, static () => Options() with { Checkpoint = new CheckpointFile("x") }), "without a checkpoint");
        Refused(() => CrossValidation.Run<LinearNetwork>(folds, static () => Options() with { Validation = _data }, validationShare: 0.1), "found both");
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossValidation.Run<LinearNetwork>(folds, Options, validationShare: 1));
    }

    private static FitOptions Options() => new() { Epochs = 3, BatchSize = 16, Optimizer = Optimizer.Adam(0.05) };

    private static void Refused(Action act, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(act).Message, StringComparison.Ordinal);

    private static float[] Weights(Network network) => [.. network.Parameters.SelectMany(static parameter => parameter.ToArray())];

    private sealed class Listener : IProgress<FoldRun>
    {
        public List<int> Folds { get; } = [];

        public void Report(FoldRun value) => Folds.Add(value.Fold);
    }
}
