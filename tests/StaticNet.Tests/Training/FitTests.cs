namespace StaticNet.Tests.Training;

public sealed class FitTests
{
    [Theory]
    [InlineData(11, 5, 0, "5 5 1")]
    [InlineData(11, 5, 2, "5 5 1")]
    [InlineData(11, 5, 1, "5 3 3")]
    [InlineData(3, 2, 1, "3")]
    [InlineData(3, 100, 1, "3")]
    [InlineData(3, 1, 0, "1 1 1")]
    public void Every_row_is_trained_once_an_epoch(int rows, int batchSize, int batchNormValues, string sizes)
    {
        LinearNetwork network = Numbered(batchNormValues);
        network.Fit(TestData.Numbered(rows), new FitOptions { Epochs = 2, BatchSize = batchSize });
        int steps = network.Batches!.Count / 2;
        foreach (IEnumerable<float[]> epoch in network.Batches.Chunk(steps))
        {
            Assert.Equal(sizes, string.Join(' ', epoch.Select(static batch => batch.Length)));
            Assert.Equal(Enumerable.Range(0, rows), epoch.SelectMany(static batch => batch).Order().Select(static value => (int)value));
        }
    }

    [Fact]
    public void Rows_are_shuffled_anew_each_epoch_and_each_fit()
    {
        LinearNetwork network = Numbered();
        var options = new FitOptions { Epochs = 2, BatchSize = 50 };
        network.Fit(TestData.Numbered(50), options);
        network.Fit(TestData.Numbered(50), options);
        string[] orders = [.. network.Batches!.Select(static batch => string.Join(' ', batch))];
        Assert.Equal(4, orders.Distinct().Count());
    }

    [Fact]
    public void Rows_come_as_they_are_without_shuffling()
    {
        LinearNetwork network = Numbered();
        network.Fit(TestData.Numbered(7), new FitOptions { Epochs = 1, BatchSize = 3, Shuffle = false });
        Assert.Equal(["0 1 2", "3 4 5", "6"], network.Batches!.Select(static batch => string.Join(' ', batch)));
    }

    [Fact]
    public void The_rest_can_be_dropped()
    {
        LinearNetwork network = Numbered(batchNormValues: 1);
        History history = network.Fit(TestData.Numbered(11), new FitOptions { Epochs = 3, BatchSize = 5, DropLast = true });
        Assert.All(network.Batches!, static batch => Assert.Equal(5, batch.Length));
        Assert.Equal(6, history.Steps);
    }

    [Fact]
    public void A_classifier_learns()
    {
        var network = new LinearNetwork(LinearNetwork.LayoutOf(2, 3));
        History history = network.Fit(
            TestData.Clusters(300),
            new FitOptions { Epochs = 8, Optimizer = Optimizer.Adam(0.05), Validation = TestData.Clusters(100, seed: 2) });
        Assert.Equal(8, history.Epochs.Count);
        Assert.Equal(Enumerable.Range(1, 8), history.Epochs.Select(static epoch => epoch.Epoch));
        Assert.True(history.Epochs[^1].Loss < history.Epochs[0].Loss / 4);
        Assert.Equal(1, history.Epochs[^1].ValidationAccuracy);
        Assert.Equal(network.Evaluate(TestData.Clusters(100, seed: 2)).Loss, history.Epochs[^1].ValidationLoss!.Value, 1e-6);
        Assert.False(history.Cancelled);
        Assert.False(history.Stopped);
        Assert.Empty(history.Warnings);
    }

    [Fact]
    public void A_regression_learns_and_has_no_accuracy()
    {
        var network = new LinearNetwork(LinearNetwork.LayoutOf(2, 1, LossKind.MeanSquaredError));
        History history = network.Fit(TestData.Line(200), new FitOptions { Epochs = 60, Optimizer = Optimizer.Adam(0.05) });
        Assert.InRange(history.Epochs[^1].Loss, 0, 1e-4);
        Assert.Null(history.Epochs[^1].Accuracy);
        Assert.Null(history.Epochs[^1].ValidationLoss);
        Assert.Equal(2, network.Parameters["dense1.kernel"][0], 0.05);
        Assert.Equal(0.5, network.Parameters["dense1.bias"][0], 0.05);
    }

    [Fact]
    public void Soft_targets_train_a_classifier_as_labels_do()
    {
        var withLabels = new LinearNetwork(LinearNetwork.LayoutOf(2, 3));
        var withTargets = new LinearNetwork(LinearNetwork.LayoutOf(2, 3));
        History first = withLabels.Fit(TestData.Clusters(90), new FitOptions { Epochs = 3 });
        History second = withTargets.Fit(TestData.Clusters(90).ToOneHot(), new FitOptions { Epochs = 3 });
        Assert.Equal(Bits(withLabels), Bits(withTargets));
        Assert.Equal(first.Epochs[^1].Accuracy, second.Epochs[^1].Accuracy);
    }

    [Fact]
    public void Seed_and_data_decide_every_bit()
    {
        float[] Train(ulong seed)
        {
            var network = new LinearNetwork(LinearNetwork.LayoutOf(2, 3), seed);
            network.Fit(TestData.Clusters(101), new FitOptions { Epochs = 3, BatchSize = 8 });
            return Bits(network);
        }

        Assert.Equal(Train(1), Train(1));
        Assert.NotEqual(Train(1), Train(2));
    }

    [Fact]
    public void Epoch_figures_weigh_batches_by_rows()
    {
        // A learning rate too small to move anything: the mean over batches of 4, 4 and 1 must be the mean over rows.
        MemoryDataSet data = TestData.Clusters(9);
        var network = new LinearNetwork(LinearNetwork.LayoutOf(2, 3));
        Evaluation before = network.Evaluate(data);
        History history = network.Fit(data, new FitOptions { Epochs = 1, BatchSize = 4, Optimizer = Optimizer.Sgd(1e-30) });
        Assert.Equal(before.Loss, history.Epochs[0].Loss, 1e-6);
        Assert.Equal(before.Accuracy!.Value, history.Epochs[0].Accuracy!.Value, 1e-12);
    }

    [Fact]
    public void The_penalty_is_part_of_the_loss_shown()
    {
        MemoryDataSet data = TestData.Clusters(9);
        var network = new LinearNetwork(LinearNetwork.LayoutOf(2, 3));
        double penalty = 0.5 * network.Parameters["dense1.kernel"].ToArray().Sum(static w => (double)w * w);
        double loss = network.Evaluate(data).Loss;
        History history = network.Fit(
            data, new FitOptions { Epochs = 1, BatchSize = 4, Validation = data, Optimizer = Optimizer.Sgd(1e-30) with { L2 = 0.5 } });
        Assert.Equal(loss + penalty, history.Epochs[0].Loss, 1e-6);
        Assert.Equal(loss + penalty, history.Epochs[0].ValidationLoss!.Value, 1e-6);
    }

    [Fact]
    public void The_schedule_follows_steps_and_epochs()
    {
        var rates = new List<double>();
        var network = new LinearNetwork(LinearNetwork.LayoutOf(2, 3));
        History history = network.Fit(
            TestData.Clusters(12),
            new FitOptions
            {
                Epochs = 2,
                BatchSize = 4,
                Optimizer = Optimizer.Sgd(1) with { Schedule = LearningRateSchedule.Warmup(2, LearningRateSchedule.StepByEpoch(1, 0.5)) },
                Callbacks = [new Observer { BatchEnd = context => rates.Add(context.LearningRate) }],
            });
        Assert.Equal([0.5, 1, 1, 0.5, 0.5, 0.5], rates);
        Assert.Equal([1, 0.5], history.Epochs.Select(static epoch => epoch.LearningRate));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(7)]
    public void Cancelling_at_any_step_leaves_a_usable_network(int steps)
    {
        using var source = new CancellationTokenSource();
        var network = new LinearNetwork(LinearNetwork.LayoutOf(2, 3));
        if (steps == 0)
        {
            source.Cancel();
        }

        int ends = 0;
        History history = network.Fit(
            TestData.Clusters(12),
            new FitOptions
            {
                Epochs = 5,
                BatchSize = 4,
                Callbacks = [new Observer
                {
                    BatchEnd = context => Cancel(context.TotalSteps == steps),
                    TrainingEnd = _ => ends++,
                }],
            },
            source.Token);
        Assert.True(history.Cancelled);
        Assert.Equal(steps, history.Steps);
        Assert.Equal(steps / 3, history.Epochs.Count);
        Assert.Equal(1, ends);
        Assert.True(double.IsFinite(network.Evaluate(TestData.Clusters(12)).Loss));

        var other = new LinearNetwork(LinearNetwork.LayoutOf(2, 3));
        other.Fit(TestData.Clusters(12), new FitOptions { Epochs = 5, BatchSize = 4, Callbacks = [new Stopper(steps)] });
        Assert.True(steps == 0 || Bits(other).SequenceEqual(Bits(network)));

        void Cancel(bool now)
        {
            if (now)
            {
                source.Cancel();
            }
        }
    }

    [Fact]
    public void Cancelling_while_validating_records_no_epoch()
    {
        using var source = new CancellationTokenSource();
        var network = new LinearNetwork(LinearNetwork.LayoutOf(2, 3));
        History history = network.Fit(
            TestData.Clusters(12),
            new FitOptions
            {
                Epochs = 5,
                BatchSize = 4,
                Validation = TestData.Clusters(12),
                Callbacks = [new Observer { BatchEnd = context => CancelAtEnd(context.Step) }],
            },
            source.Token);
        Assert.True(history.Cancelled);
        Assert.Equal(3, history.Steps);
        Assert.Empty(history.Epochs);

        void CancelAtEnd(int step)
        {
            if (step == 3)
            {
                source.Cancel();
            }
        }
    }

    [Fact]
    public void Cancelling_while_fitting_normalisers_leaves_them_unfitted()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var network = new LinearNetwork(LinearNetwork.LayoutOf(2, 3, normalizers: [Normalizer.Standardize()]));
        Assert.True(network.Fit(TestData.Clusters(12), cancellation: source.Token).Cancelled);
        Assert.False(network.NormalizersFitted);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 0)]
    [InlineData(4, 1)]
    [InlineData(8, 2)]
    public void Divergence_keeps_the_last_good_epoch(int badStep, int goodEpochs)
    {
        float[] expected = TrainedBits(goodEpochs);
        var network = new LinearNetwork(LinearNetwork.LayoutOf(2, 3));
        network.BeforePass = pass =>
        {
            if (pass == badStep)
            {
                ParameterView kernel = network.Parameters[0];
                kernel[1] = float.NaN;
            }
        };
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(
            () => network.Fit(TestData.Clusters(12), new FitOptions { Epochs = 5, BatchSize = 4 }));
        Assert.Equal((badStep - 1) / 3 + 1, exception.Epoch);
        Assert.Equal((badStep - 1) % 3 + 1, exception.Step);
        Assert.True(double.IsNaN(exception.Loss));
        Assert.Contains($"epoch {exception.Epoch}, step {exception.Step} is NaN", exception.Message, StringComparison.Ordinal);
        Assert.Equal(expected, Bits(network));
    }

    [Fact]
    public void An_overflow_in_the_last_step_counts_as_divergence()
    {
        // Finite loss, one step, weights beyond float: only a look at the weights tells.
        float[] expected = TrainedBits(0);
        var network = new LinearNetwork(LinearNetwork.LayoutOf(2, 3));
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(
            () => network.Fit(TestData.Clusters(12), new FitOptions { BatchSize = 12, Optimizer = Optimizer.Momentum(3.4e38) }));
        Assert.True(double.IsFinite(exception.Loss));
        Assert.Equal(expected, Bits(network));
    }

    [Fact]
    public void A_network_trains_on_after_divergence()
    {
        var network = new LinearNetwork(LinearNetwork.LayoutOf(2, 3));
        Assert.Throws<TrainingDivergedException>(
            () => network.Fit(TestData.Clusters(12), new FitOptions { BatchSize = 12, Optimizer = Optimizer.Momentum(3.4e38) }));
        History history = network.Fit(TestData.Clusters(12));
        Assert.Equal(10, history.Epochs.Count);
    }

    [Theory]
    [InlineData(0.99, 90, true)]
    [InlineData(0.9, 90, false)]
    [InlineData(0.99, 299, false)]
    [InlineData(0.99, 298, true)]
    public void Moving_averages_that_cannot_settle_are_warned_of(double momentum, int steps, bool warned)
    {
        foreach (bool streamed in (bool[])[false, true])
        {
            var sink = new Sink();
            DataSet data = streamed ? new StreamedDataSet(TestData.Clusters(2)) : TestData.Clusters(2);
            var network = new LinearNetwork(LinearNetwork.LayoutOf(2, 3, batchNormValues: 1, momenta: [momentum, momentum]));
            History history = network.Fit(data, new FitOptions { Epochs = steps, BatchSize = 2, Progress = sink });
            Assert.Equal(warned ? 1 : 0, history.Warnings.Count);
            Assert.Equal(history.Warnings, sink.Warnings);
            if (warned)
            {
                Assert.Contains($"after {steps} steps", history.Warnings[0], StringComparison.Ordinal);
                Assert.Contains("Lower the momentum", history.Warnings[0], StringComparison.Ordinal);
                Assert.Contains("Lower the momentum", history.Warnings[0], StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Steps_of_earlier_fits_settle_moving_averages_too()
    {
        var network = new LinearNetwork(LinearNetwork.LayoutOf(2, 3, batchNormValues: 1, momenta: [0.99]));
        var options = new FitOptions { Epochs = 200, BatchSize = 2 };
        Assert.Single(network.Fit(TestData.Clusters(2), options).Warnings);
        Assert.Empty(network.Fit(TestData.Clusters(2), options).Warnings);
    }

    [Fact]
    public void Data_that_do_not_fit_are_refused_in_words()
    {
        LinearNetwork classifier = new(LinearNetwork.LayoutOf(2, 3));
        LinearNetwork regression = new(LinearNetwork.LayoutOf(2, 3, LossKind.MeanSquaredError));
        LinearNetwork binary = new(LinearNetwork.LayoutOf(2, 1, LossKind.BinaryCrossEntropy));
        AssertRefused(new(LinearNetwork.LayoutOf(5, 3)), TestData.Clusters(4), "takes 5 values a sample; the data set has 2 features");
        AssertRefused(new(LinearNetwork.LayoutOf(2, 2)), TestData.Clusters(4), "tells 2 classes apart; the data set has 3");
        AssertRefused(binary, TestData.Clusters(4), "tells 2 classes apart; the data set has 3");
        AssertRefused(regression, TestData.Clusters(4), "takes 3 targets a row; the data set has labels");
        AssertRefused(regression, TestData.Line(4), "gives 3 values a sample; the data set has 1 targets");
        AssertRefused(classifier, TestData.Line(4), "gives 3 values a sample; the data set has 1 targets");
        AssertRefused(classifier, TestData.Clusters(4).Slice(0, 0), "no rows");
        Assert.Throws<ArgumentException>(
            () => classifier.Fit(TestData.Clusters(4), new FitOptions { Validation = TestData.Line(4) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => classifier.Fit(TestData.Clusters(4), new FitOptions { Epochs = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => classifier.Fit(TestData.Clusters(4), new FitOptions { BatchSize = 0 }));
        Assert.Throws<ArgumentException>(() => classifier.Fit(TestData.Clusters(4), new FitOptions { BatchSize = 5, DropLast = true }));
        Assert.Equal(TrainedBits(0), Bits(classifier));
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(1, 10)]
    public void BatchNorm_on_single_rows_is_refused_before_the_first_step(int rows, int batchSize)
    {
        LinearNetwork network = Numbered(batchNormValues: 1);
        ArgumentException exception = Assert.Throws<ArgumentException>(
            () => network.Fit(TestData.Numbered(rows), new FitOptions { BatchSize = batchSize }));
        Assert.Contains("two or more", exception.Message, StringComparison.Ordinal);
        Assert.Empty(network.Batches!);
    }

    [Fact]
    public void Progress_is_shown()
    {
        var sink = new Sink();
        var network = new LinearNetwork(LinearNetwork.LayoutOf(2, 3));
        History history = network.Fit(TestData.Clusters(12), new FitOptions { Epochs = 3, BatchSize = 4, Progress = sink });
        Assert.Equal(history.Epochs, sink.Epochs);
        Assert.Same(history, sink.Ended);
        TrainingReport first = sink.Reports[0];
        Assert.Equal((1, 3, 1, 3), (first.Epoch, first.Epochs, first.Step, first.Steps));
        Assert.True(first.SamplesPerSecond > 0);
        Assert.True(first.Remaining > TimeSpan.Zero);
        Assert.NotNull(first.Accuracy);
    }

    private static LinearNetwork Numbered(int batchNormValues = 0) =>
        new(LinearNetwork.LayoutOf(2, 2, batchNormValues: batchNormValues)) { Batches = [] };

    private static void AssertRefused(LinearNetwork network, DataSet data, string words) =>
        Assert.Contains(words, Assert.Throws<ArgumentException>(() => network.Fit(data)).Message, StringComparison.Ordinal);

    /// <summary>What the clusters give after some undisturbed epochs of three steps.</summary>
    private static float[] TrainedBits(int epochs)
    {
        var network = new LinearNetwork(LinearNetwork.LayoutOf(2, 3));
        if (epochs > 0)
        {
            network.Fit(TestData.Clusters(12), new FitOptions { Epochs = epochs, BatchSize = 4 });
        }

        return Bits(network);
    }

    private static float[] Bits(Network network) => [.. network.Parameters.SelectMany(static tensor => tensor.ToArray())];

    private sealed class Stopper(int steps) : TrainingCallback
    {
        public override void OnBatchEnd(TrainingContext context)
        {
            if (context.TotalSteps == steps)
            {
                context.Stop();
            }
        }
    }

    private sealed class Sink : ITrainingProgress
    {
        public List<TrainingReport> Reports { get; } = [];

        public List<EpochRecord> Epochs { get; } = [];

        public List<string> Warnings { get; } = [];

        public History? Ended { get; private set; }

        public void OnStep(in TrainingReport report) => Reports.Add(report);

        public void OnEpoch(EpochRecord epoch, int epochs) => Epochs.Add(epoch);

        public void OnWarning(string warning) => Warnings.Add(warning);

        public void OnEnd(History history) => Ended = history;
    }
}
