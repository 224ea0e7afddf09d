namespace StaticNet.Tests.Training;

/// <summary>Networks trained side by side.</summary>
public sealed class CompareTests
{
    private static readonly DataSplit _data = TestData.Clusters(300).Split(train: 0.6, validation: 0.2, test: 0.2, seed: 1);

    private static readonly Contestant[] _contestants =
    [
        new("one", static seed => new LinearNetwork(LinearNetwork.LayoutOf(2, 3), seed)),
        new("other", static seed => new LinearNetwork(LinearNetwork.LayoutOf(2, 3, normalizers: [Normalizer.Standardize()]), seed)),
    ];

    private static readonly ComparisonSetting _patient = new("patient", LearningRate: 0.05, BatchSize: 20, Epochs: 4, Seeds: 3);

    [Fact]
    public void Runs_are_in_order_and_depend_on_nothing_but_their_seed()
    {
        ComparisonSetting[] settings = [_patient, _patient with { Title = "late", FirstSeed = 7, Seeds = 2 }];
        Comparison sideBySide = Compare.RunAll(_data, _contestants, settings, parallel: 4);
        Comparison oneByOne = Compare.RunAll(_data, _contestants, settings, parallel: 1);

        Assert.Equal(
            ["one 1", "one 2", "one 3", "other 1", "other 2", "other 3", "one 7", "one 8", "other 7", "other 8"],
            sideBySide.Runs.Select(run => $"{run.Contestant.Name} {run.Seed}"));
        for (int i = 0; i < sideBySide.Runs.Count; i++)
        {
            Assert.Equal(Weights(oneByOne.Runs[i].Network), Weights(sideBySide.Runs[i].Network));
            Assert.Equal(oneByOne.Runs[i].TestAccuracy, sideBySide.Runs[i].TestAccuracy);
            Assert.Equal(4, sideBySide.Runs[i].History.Epochs.Count);
            Assert.NotNull(sideBySide.Runs[i].History.Epochs[0].ValidationAccuracy);
        }

        Assert.NotEqual(Weights(sideBySide.Runs[0].Network), Weights(sideBySide.Runs[1].Network));
        Assert.All(sideBySide.Runs, run => Assert.InRange(run.TestAccuracy!.Value, 0.5, 1));
    }

    [Fact]
    public void A_run_equals_the_training_it_stands_for()
    {
        ComparisonRun run = Compare.RunAll(_data, _contestants, [_patient]).Runs[1];
        Network alone = _contestants[0].Create(2);
        History history = alone.Fit(
            _data.Train,
            new FitOptions { Epochs = 4, BatchSize = 20, Optimizer = Optimizer.Adam(0.05), Validation = _data.Validation });

        Assert.Equal(Weights(alone), Weights(run.Network));
        Assert.Equal(history.Epochs.Select(epoch => epoch.Loss), run.History.Epochs.Select(epoch => epoch.Loss));
        Assert.Equal(alone.Evaluate(_data.Test).Accuracy, run.TestAccuracy);
    }

    [Fact]
    public void A_run_that_diverges_is_recorded_and_the_others_go_on()
    {
        var breaking = new Contestant("breaking", static seed =>
        {
            var network = new LinearNetwork(LinearNetwork.LayoutOf(2, 3), seed);
            network.BeforePass = pass => network.Parameters[0][0] = pass == 15 ? float.NaN : network.Parameters[0][0];
            return network;
        });
        Comparison comparison = Compare.RunAll(_data, [breaking, _contestants[0]], [_patient]);

        ComparisonRun diverged = comparison.Runs[0];
        Assert.Null(diverged.Test);
        Assert.Null(diverged.LargestPredictedShare);
        Assert.Null(comparison.MedianTestAccuracy(breaking, _patient));
        Assert.Equal((2, 6), (diverged.Divergence!.Epoch, diverged.Divergence.Step));
        Assert.Single(diverged.History.Epochs);
        Assert.EndsWith("diverged in epoch 2, step 6", diverged.ToString(), StringComparison.Ordinal);
        Assert.All(comparison.RunsOf(_contestants[0], _patient), run => Assert.NotNull(run.TestAccuracy));
        Assert.Contains("(3 of 3 diverged)", comparison.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_median_is_the_middle_one()
    {
        Comparison comparison = Compare.RunAll(_data, _contestants, [_patient]);
        double[] accuracies = [.. comparison.RunsOf(_contestants[0], _patient).Select(run => run.TestAccuracy!.Value).Order()];
        Assert.Equal(accuracies[1], comparison.MedianTestAccuracy(_contestants[0], _patient));
        Assert.Throws<ArgumentException>(() => comparison.MedianTestAccuracy(_contestants[0], _patient with { Title = "unknown" }));
    }

    [Fact]
    public void A_setting_may_draw_kernels_anew_and_bring_its_own_data()
    {
        var kernels = new KernelObserver();
        var setting = new ComparisonSetting(
            "uniform", BatchSize: 20, Epochs: 1, Initializer: new InitializerLayout(Initializer.Uniform, 5, 6))
        {
            Data = new DataSplit(_data.Train, _data.Validation.Slice(0, 0), _data.Validation),
            CreateCallbacks = () => [kernels],
        };
        ComparisonRun run = Compare.RunAll(_data, [_contestants[0]], [setting]).Runs[0];

        Assert.All(kernels.AtBegin, weight => Assert.InRange(weight, 5, 6));
        Assert.Equal(0, kernels.BiasAtBegin);
        Assert.Same(kernels, Assert.Single(run.Callbacks));
        Assert.Equal(_data.Validation.Count, run.Test!.Rows);
        Assert.Null(run.History.Epochs[0].ValidationLoss);
    }

    [Fact]
    public void A_class_that_takes_all_is_seen()
    {
        var still = new ComparisonSetting(
            "still", LearningRate: 1e-30, BatchSize: 20, Epochs: 1, Initializer: new InitializerLayout(Initializer.Ones));
        Assert.Equal(1, Compare.RunAll(_data, [_contestants[0]], [still]).Runs[0].LargestPredictedShare);
    }

    [Fact]
    public void Progress_hears_of_every_epoch_and_run_one_at_a_time()
    {
        var progress = new Listener();
        Comparison comparison = Compare.RunAll(_data, _contestants, [_patient], parallel: 4, progress);
        Assert.Equal(6 * 4, progress.Epochs);
        Assert.Equal([1, 2, 3, 4, 5, 6], progress.Completed);
        Assert.Equal(comparison.Runs.Count, progress.Total);
    }

    [Fact]
    public void Trouble_comes_out_as_itself()
    {
        ComparisonSetting failing = _patient with { CreateCallbacks = () => [new Failing()] };
        TrainingInterruptedException thrown =
            Assert.Throws<TrainingInterruptedException>(() => Compare.RunAll(_data, _contestants, [failing], parallel: 2));
        Assert.Contains("out of patience", thrown.Message, StringComparison.Ordinal);

        using var cancelled = new CancellationTokenSource();
        ComparisonSetting cancelling = _patient with { CreateCallbacks = () => [new Cancelling(cancelled)] };
        Assert.ThrowsAny<OperationCanceledException>(
            () => Compare.RunAll(_data, _contestants, [cancelling], parallel: 2, cancellation: cancelled.Token));
    }

    [Fact]
    public void Nothing_to_compare_is_said()
    {
        Assert.Contains(
            "at least one network", Assert.Throws<ArgumentException>(() => Compare.RunAll(_data, [], [_patient])).Message, StringComparison.Ordinal);
        Assert.Contains(
            "at least one setting", Assert.Throws<ArgumentException>(() => Compare.RunAll(_data, _contestants, [])).Message, StringComparison.Ordinal);
        Assert.Contains(
            "'patient', found 0",
            Assert.Throws<ArgumentException>(() => Compare.RunAll(_data, _contestants, [_patient with { Seeds = 0 }])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_has_a_row_a_setting()
    {
        Comparison comparison = Compare.RunAll(_data, _contestants, [_patient]);
        string[] lines = comparison.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["one", "other"], lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(
            FormattableString.Invariant(
                $"patient {comparison.MedianTestAccuracy(_contestants[0], _patient):F4} {comparison.MedianTestAccuracy(_contestants[1], _patient):F4}"),
            string.Join(' ', lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    private static float[] Weights(Network network) => [.. network.Parameters.SelectMany(parameter => parameter.ToArray())];

    private sealed class KernelObserver : TrainingCallback
    {
        public float[] AtBegin { get; private set; } = [];

        public float BiasAtBegin { get; private set; } = float.NaN;

        public override void OnTrainingBegin(TrainingContext context)
        {
            AtBegin = context.Network.Parameters.Single(parameter => parameter.Role == TensorRole.Kernel).ToArray();
            BiasAtBegin = context.Network.Parameters.Single(parameter => parameter.Role == TensorRole.Bias)[0];
        }
    }

    private sealed class Failing : TrainingCallback
    {
        public override void OnEpochEnd(TrainingContext context) => throw new InvalidOperationException("out of patience");
    }

    private sealed class Cancelling(CancellationTokenSource cancellation) : TrainingCallback
    {
        public override void OnEpochEnd(TrainingContext context) => cancellation.Cancel();
    }

    private sealed class Listener : IComparisonProgress
    {
        private int _inside;

        public int Epochs { get; private set; }

        public List<int> Completed { get; } = [];

        public int Total { get; private set; }

        public void OnEpoch(Contestant contestant, ComparisonSetting setting, ulong seed, EpochRecord epoch)
        {
            Assert.Equal(1, Interlocked.Increment(ref _inside));
            Epochs++;
            Interlocked.Decrement(ref _inside);
        }

        public void OnRun(ComparisonRun run, int completed, int total)
        {
            Assert.Equal(1, Interlocked.Increment(ref _inside));
            Completed.Add(completed);
            Total = total;
            Interlocked.Decrement(ref _inside);
        }
    }
}
