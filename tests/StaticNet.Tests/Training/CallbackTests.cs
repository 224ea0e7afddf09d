namespace StaticNet.Tests.Training;

public sealed class CallbackTests
{
    [Fact]
    public void Callbacks_are_told_of_everything_in_order()
    {
        var told = new List<string>();
        Observer Named(string name) => new()
        {
            TrainingBegin = _ => told.Add($"{name} begins"),
            EpochBegin = context => told.Add($"{name} epoch {context.Epoch} begins"),
            BatchEnd = context => told.Add($"{name} step {context.Epoch}.{context.Step} of {context.StepsPerEpoch}"),
            EpochEnd = context => told.Add($"{name} epoch {context.LastEpoch!.Epoch} ends"),
            TrainingEnd = context => told.Add($"{name} ends after {context.TotalSteps}"),
        };
        Network().Fit(TestData.Clusters(8), new FitOptions { Epochs = 2, BatchSize = 4, Callbacks = [Named("a"), Named("b")] });
        Assert.Equal(
            [
                "a begins", "b begins",
                "a epoch 1 begins", "b epoch 1 begins", "a step 1.1 of 2", "b step 1.1 of 2", "a step 1.2 of 2", "b step 1.2 of 2",
                "a epoch 1 ends", "b epoch 1 ends",
                "a epoch 2 begins", "b epoch 2 begins", "a step 2.1 of 2", "b step 2.1 of 2", "a step 2.2 of 2", "b step 2.2 of 2",
                "a epoch 2 ends", "b epoch 2 ends",
                "a ends after 4", "b ends after 4",
            ],
            told);
    }

    /// <summary>Those of the library and one's own: each event goes through the list, also past one that ends training.</summary>
    [Fact]
    public void Mixed_callbacks_act_in_the_order_of_the_list()
    {
        using var folder = new TemporaryFolder();
        var told = new List<string>();
        var stopping = new EarlyStopping { Metric = TrainingMetric.Loss, Patience = 1, MinimumDelta = 100 };
        var plateau = new ReduceOnPlateau { Metric = TrainingMetric.Loss, Patience = 1, MinimumDelta = 100, Factor = 0.5 };
        var saving = new ModelCheckpoint(folder.File("best")) { Metric = TrainingMetric.Loss };
        string State(TrainingContext context) => FormattableString.Invariant(
            $"stop {context.StopRequested}, factor {context.LearningRateFactor}, saved {saving.BestEpoch}");
        Observer Between(string name) => new() { EpochEnd = context => told.Add($"{context.Epoch} {name}: {State(context)}") };
        var checkpoint = new CheckpointFile(folder.File("run"));
        var display = new Display(() => told.Add(FormattableString.Invariant($"checkpoint of {checkpoint.Read()!.Epochs.Count}, then display")));
        Network().Fit(
            TestData.Clusters(60),
            new FitOptions
            {
                Epochs = 9,
                Progress = display,
                Checkpoint = checkpoint,
                Callbacks = [Between("a"), stopping, Between("b"), plateau, Between("c"), saving, Between("d")],
            });
        Assert.Equal(
            [
                "1 a: stop False, factor 1, saved 0", "1 b: stop False, factor 1, saved 0", "1 c: stop False, factor 1, saved 0",
                "1 d: stop False, factor 1, saved 1", "checkpoint of 1, then display",
                "2 a: stop False, factor 1, saved 1", "2 b: stop True, factor 1, saved 1", "2 c: stop True, factor 0.5, saved 1",
                "2 d: stop True, factor 0.5, saved 2", "checkpoint of 2, then display",
            ],
            told);
        TrainingState state = checkpoint.Read()!;
        Assert.Equal((2, true, 0.5), (state.Epochs.Count, state.Stopped, state.LearningRateFactor));
    }

    [Theory]
    [InlineData("training begin", 0, 0)]
    [InlineData("epoch begin", 0, 0)]
    [InlineData("batch end", 1, 0)]
    [InlineData("epoch end", 2, 1)]
    public void A_callback_can_stop_training(string where, int steps, int epochs)
    {
        static void Stop(TrainingContext context) => context.Stop();
        Observer observer = where switch
        {
            "training begin" => new Observer { TrainingBegin = Stop },
            "epoch begin" => new Observer { EpochBegin = Stop },
            "batch end" => new Observer { BatchEnd = Stop },
            _ => new Observer { EpochEnd = Stop },
        };
        History history = Network().Fit(TestData.Clusters(8), new FitOptions { Epochs = 5, BatchSize = 4, Callbacks = [observer] });
        Assert.True(history.Stopped);
        Assert.False(history.Cancelled);
        Assert.Equal(steps, history.Steps);
        Assert.Equal(epochs, history.Epochs.Count);
    }

    [Fact]
    public void A_callback_can_change_the_learning_rate()
    {
        var rates = new List<double>();
        Network().Fit(
            TestData.Clusters(8),
            new FitOptions
            {
                Epochs = 3,
                BatchSize = 8,
                Optimizer = Optimizer.Sgd(0.8),
                Callbacks = [new Observer
                {
                    BatchEnd = context => rates.Add(context.LearningRate),
                    EpochEnd = static context => context.LearningRateFactor /= 2,
                }],
            });
        Assert.Equal([0.8, 0.4, 0.2], rates);
    }

    [Fact]
    public void Early_stopping_restores_the_best_epoch()
    {
        // Validation loss falls for three epochs, then the weights are spoilt once each epoch.
        float[] best = [];
        var stopping = new EarlyStopping { Patience = 2 };
        LinearNetwork network = Network();
        History history = network.Fit(
            TestData.Clusters(60),
            new FitOptions
            {
                Epochs = 50,
                Optimizer = Optimizer.Adam(0.02),
                Validation = TestData.Clusters(60, seed: 2),
                Callbacks =
                [
                    stopping,
                    new Observer
                    {
                        BatchEnd = static context => Spoil(context, after: 3),
                        EpochEnd = context => best = context.Epoch == 3 ? Values(context.Network) : best,
                    },
                ],
            });
        Assert.True(history.Stopped);
        Assert.Equal(5, history.Epochs.Count);
        Assert.Equal(3, stopping.BestEpoch);
        Assert.Equal(best, Values(network));
        Assert.Equal(history.Epochs[2].ValidationLoss!.Value, network.Evaluate(TestData.Clusters(60, seed: 2)).Loss, 1e-9);
    }

    [Fact]
    public void Early_stopping_may_keep_the_last_epoch()
    {
        float[] last = [];
        LinearNetwork network = Network();
        network.Fit(
            TestData.Clusters(60),
            new FitOptions
            {
                Epochs = 50,
                Callbacks =
                [
                    new EarlyStopping { Metric = TrainingMetric.Loss, Patience = 1, RestoreBest = false },
                    new Observer
                    {
                        BatchEnd = static context => Spoil(context, after: 2),
                        EpochEnd = context => last = Values(context.Network),
                    },
                ],
            });
        Assert.Equal(last, Values(network));
    }

    [Fact]
    public void A_gain_below_the_minimum_is_none()
    {
        var stopping = new EarlyStopping { Metric = TrainingMetric.Loss, Patience = 3, MinimumDelta = 100 };
        History history = Network().Fit(TestData.Clusters(60), new FitOptions { Epochs = 50, Callbacks = [stopping] });
        Assert.Equal(4, history.Epochs.Count);
        Assert.Equal(1, stopping.BestEpoch);
    }

    [Fact]
    public void Accuracy_is_better_when_larger()
    {
        var stopping = new EarlyStopping { Metric = TrainingMetric.Accuracy, Patience = 2 };
        History history = Network().Fit(
            TestData.Clusters(60), new FitOptions { Epochs = 100, Optimizer = Optimizer.Adam(0.05), Callbacks = [stopping] });
        double best = history.Epochs.Max(static epoch => epoch.Accuracy!.Value);
        Assert.Equal(best, history.Epochs[stopping.BestEpoch - 1].Accuracy);
        Assert.Equal(stopping.BestEpoch + 2, history.Epochs.Count);
    }

    [Fact]
    public void The_learning_rate_falls_on_a_plateau()
    {
        var rates = new List<double>();
        Network().Fit(
            TestData.Clusters(8),
            new FitOptions
            {
                Epochs = 8,
                BatchSize = 8,
                Optimizer = Optimizer.Sgd(1e-30),
                Callbacks =
                [
                    new ReduceOnPlateau { Metric = TrainingMetric.Loss, Patience = 2, Factor = 0.1, MinimumFactor = 0.01 },
                    new Observer { EpochBegin = context => rates.Add(context.LearningRateFactor) },
                ],
            });
        Assert.Equal([1, 1, 1, 0.1, 0.1, 0.01, 0.01, 0.01], rates.Select(static rate => Math.Round(rate, 9)));
    }

    [Fact]
    public void A_metric_that_training_does_not_have_is_named()
    {
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(
            () => Network().Fit(TestData.Clusters(8), new FitOptions { Callbacks = [new EarlyStopping()] }));
        Assert.Contains("ValidationLoss", exception.Message, StringComparison.Ordinal);
        Assert.Contains("FitOptions.Validation", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Factors_out_of_range_are_refused()
    {
        var zero = new Observer { TrainingBegin = static context => context.LearningRateFactor = 0 };
        Assert.Throws<ArgumentOutOfRangeException>(() => Network().Fit(TestData.Clusters(8), new FitOptions { Callbacks = [zero] }));
        Assert.Throws<InvalidOperationException>(
            () => Network().Fit(TestData.Clusters(8), new FitOptions { Callbacks = [new ReduceOnPlateau { Factor = 1 }] }));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => Network().Fit(TestData.Clusters(8), new FitOptions { Callbacks = [new EarlyStopping { Patience = 0 }] }));
    }

    private static void Spoil(TrainingContext context, int after)
    {
        if (context.Epoch > after)
        {
            ParameterView bias = context.Network.Parameters["dense1.bias"];
            bias[0] += 10;
        }
    }

    private sealed class Display(Action onEpoch) : ITrainingProgress
    {
        public void OnStep(in TrainingReport report)
        {
        }

        public void OnEpoch(EpochRecord epoch, int epochs) => onEpoch();
    }

    private static LinearNetwork Network() => new(LinearNetwork.LayoutOf(2, 3));

    private static float[] Values(Network network) => [.. network.Parameters.SelectMany(static tensor => tensor.ToArray())];
}
