namespace StaticNet.Tests.Training;

public sealed class WeightedTrainingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<LossKind> Losses => [LossKind.CrossEntropy, LossKind.MeanSquaredError];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Losses))]
    public void Weights_of_2_double_the_step_and_the_loss(LossKind loss)
    {
        MemoryDataSet data = DataFor(loss);
        float[] twos = [.. Enumerable.Repeat(2f, data.Count)];
        (float[] weighed, History history) = Fit(data.WithSampleWeights(twos), new FitOptions { Optimizer = Optimizer.Sgd(0.25), Epochs = 3 }, loss);
        (float[] plain, History plainHistory) = Fit(data, new FitOptions { Optimizer = Optimizer.Sgd(0.5), Epochs = 3 }, loss);
        Assert.Equal(plain, weighed);
        Assert.Equal(plainHistory.Epochs.Select(static epoch => 2 * epoch.Loss), history.Epochs.Select(static epoch => epoch.Loss));
    }

    [Fact]
    public void Rows_that_weigh_nothing_teach_nothing()
    {
        MemoryDataSet data = TestData.Clusters(40);
        float[] weights = [.. Enumerable.Range(0, 40).Select(static row => row < 20 ? 2f : 0)];
        var options = new FitOptions { BatchSize = 40, Shuffle = false, Epochs = 4, Optimizer = Optimizer.Sgd(0.1) };

        // Half the rows at twice the weight, over as many rows: the mean over the half.
        (float[] weighed, _) = Fit(data.WithSampleWeights(weights), options);
        (float[] half, _) = Fit(data.Slice(0, 20), options);
        for (int i = 0; i < half.Length; i++)
        {
            Assert.Equal(half[i], weighed[i], 1e-6);
        }
    }

    [Fact]
    public void Class_weights_are_the_weights_of_their_samples()
    {
        double[] ofClasses = [0.5, 3, 1.25];
        MemoryDataSet data = TestData.Clusters(50);
        float[] ofSamples = [.. data.Labels.ToArray().Select(label => (float)ofClasses[label])];
        (float[] expected, History history) = Fit(data.WithSampleWeights(ofSamples), new FitOptions { Epochs = 3, BatchSize = 8 });
        foreach (DataSet form in new DataSet[] { data, new StreamedDataSet(data) })
        {
            (float[] actual, History actualHistory) = Fit(form, new FitOptions { Epochs = 3, BatchSize = 8, ClassWeights = ofClasses });
            Assert.Equal(expected, actual);
            Assert.Equal(history.Epochs.Select(static epoch => epoch.Loss), actualHistory.Epochs.Select(static epoch => epoch.Loss));
        }

        (float[] oneHot, _) = Fit(data.ToOneHot(), new FitOptions { Epochs = 3, BatchSize = 8, ClassWeights = ofClasses });
        Assert.Equal(expected, oneHot);
        (float[] plain, _) = Fit(data, new FitOptions { Epochs = 3, BatchSize = 8 });
        Assert.NotEqual(expected, plain);
    }

    [Fact]
    public void Class_and_sample_weights_multiply()
    {
        MemoryDataSet data = TestData.Clusters(30);
        float[] ofSamples = [.. Enumerable.Range(0, 30).Select(static row => 0.25f * (row % 5))];
        float[] products = [.. ofSamples.Select((weight, row) => weight * (data.Label(row) == 1 ? 4 : 1))];
        (float[] expected, _) = Fit(data.WithSampleWeights(products), new FitOptions { Epochs = 2 });
        (float[] actual, _) = Fit(data.WithSampleWeights(ofSamples), new FitOptions { Epochs = 2, ClassWeights = [1, 4, 1] });
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Data_in_memory_in_a_stream_and_in_a_file_train_alike()
    {
        MemoryDataSet data = Weighed(TestData.Clusters(40));
        string path = _folder.Write(
            "weighted.csv",
            string.Concat(Enumerable.Range(0, 40).Select(row => FormattableString.Invariant(
                $"{data.Row(row)[0]:R},{data.Weights[row]:R},{data.Row(row)[1]:R},{data.Label(row)}\n"))));
        CsvDataSet file = CsvDataSet.Open(path, new CsvOptions { ClassCount = 3, WeightColumn = 1 });
        var inOrder = new FitOptions { Epochs = 2, BatchSize = 7, Shuffle = false, Validation = data };
        (float[] expected, History history) = Fit(data, inOrder);
        foreach (DataSet form in new DataSet[] { new StreamedDataSet(data), file })
        {
            (float[] actual, History actualHistory) = Fit(form, new FitOptions { Epochs = 2, BatchSize = 7, Shuffle = false, Validation = form });
            Assert.Equal(expected, actual);
            Assert.Equal(
                history.Epochs.Select(static epoch => (epoch.Loss, epoch.ValidationLoss)),
                actualHistory.Epochs.Select(static epoch => (epoch.Loss, epoch.ValidationLoss)));
        }

        (float[] shuffled, _) = Fit(data, new FitOptions { Epochs = 2, BatchSize = 7 });
        (float[] streamed, _) = Fit(new StreamedDataSet(data), new FitOptions { Epochs = 2, BatchSize = 7 });
        Assert.Equal(shuffled, streamed);
    }

    [Fact]
    public void A_resumed_training_goes_on_with_weights_and_metrics()
    {
        MemoryDataSet data = Weighed(TestData.Clusters(40));
        FitOptions Options(int epochs, string? file, double weight = 2) => new()
        {
            Epochs = epochs,
            BatchSize = 8,
            ClassWeights = [1, weight, 1],
            Metrics = [Metric.F1(Average.Macro), Metric.RocAuc(), Metric.LogLoss, Metric.RocAuc(ofClass: 2)],
            Validation = data.Slice(0, 20),
            Callbacks = [new EarlyStopping { Metric = TrainingMetric.OnValidation(Metric.F1(Average.Macro)), Patience = 100 }],
            Checkpoint = file is null ? null : new CheckpointFile(_folder.File(file)),
        };

        (float[] expected, History history) = Fit(data, Options(4, null));
        Fit(data, Options(2, "run"));
        (float[] actual, History resumed) = Fit(data, Options(4, "run"));
        Assert.Equal(expected, actual);
        Assert.Equal(
            history.Epochs.Select(static epoch => (epoch.Loss, epoch.Metrics, epoch.ValidationMetrics)),
            resumed.Epochs.Select(static epoch => (epoch.Loss, epoch.Metrics, epoch.ValidationMetrics)));
        Assert.All(resumed.Epochs, static epoch => Assert.Equal(4, epoch.ValidationMetrics.Count));
        Assert.Contains(
            "classes weighed 1 3 1", Assert.Throws<InvalidDataException>(() => Fit(data, Options(5, "run", weight: 3))).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => Fit(TestData.Clusters(40), Options(5, "run")));
    }

    [Fact]
    public void A_network_is_judged_by_the_weights_of_the_data()
    {
        MemoryDataSet data = DataSet.FromArrays([1f, 0, 0, 3, 2, 0], 2, [0, 1, 1], 2);
        var network = new LinearNetwork(LinearNetwork.LayoutOf(2, 2));
        network.Parameters[0].CopyFrom([1, 0, 0, 1]);
        double[] losses = [Math.Log(1 + Math.Exp(-1)), Math.Log(1 + Math.Exp(-3)), Math.Log(1 + Math.Exp(2))];
        float[] weights = [4f, 0.5f, 1f];
        Evaluation evaluation = network.Evaluate(data.WithSampleWeights(weights), batchSize: 2);
        Assert.Equal(losses.Zip(weights, static (loss, weight) => loss * weight).Sum() / 3, evaluation.Loss, 1e-6);
        Assert.Equal(2.0 / 3, evaluation.Accuracy!.Value, 1e-12);
    }

    [Theory]
    [InlineData(new double[] { 1, 2 }, "Expected a weight for each of 3 classes, found 2 weights.")]
    [InlineData(new double[] { 1, -1, 1 }, "Class 1: expected a weight that is a finite number of at least 0, found -1.")]
    [InlineData(new double[] { 1, 1, double.NaN }, "Class 2")]
    [InlineData(new double[] { 1e300, 1, 1 }, "Class 0")]
    public void Class_weights_that_make_no_sense_are_refused(double[] weights, string message)
    {
        var exception = Assert.Throws<ArgumentException>(() => Fit(TestData.Clusters(9), new FitOptions { ClassWeights = weights }));
        Assert.Equal(nameof(FitOptions.ClassWeights), exception.ParamName);
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_regression_has_no_classes_to_weigh() =>
        Assert.Contains(
            "does not tell classes apart",
            Assert.Throws<ArgumentException>(
                () => Fit(TestData.Line(9), new FitOptions { ClassWeights = [1] }, LossKind.MeanSquaredError)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_weight_that_a_stream_brings_is_checked()
    {
        using var batches = new TrainingBatches(new BrokenWeights(), 2, avoidSingle: false, dropLast: false);
        batches.Begin(BatchOrder.Sequential);
        Assert.Contains("found -1", Assert.Throws<InvalidDataException>(() => batches.Next()).Message, StringComparison.Ordinal);
    }

    private static (float[] Weights, History History) Fit(DataSet data, FitOptions options, LossKind loss = LossKind.CrossEntropy)
    {
        var network = new LinearNetwork(LinearNetwork.LayoutOf(2, loss == LossKind.CrossEntropy ? 3 : 1, loss));
        History history = network.Fit(data, options);
        return ([.. network.Parameters.SelectMany(static parameter => parameter.ToArray())], history);
    }

    private static MemoryDataSet DataFor(LossKind loss) => loss == LossKind.CrossEntropy ? TestData.Clusters(40) : TestData.Line(40);

    private static MemoryDataSet Weighed(MemoryDataSet data) =>
        data.WithSampleWeights([.. Enumerable.Range(0, data.Count).Select(static row => 0.125f * (row % 7))]);

    private sealed class BrokenWeights : DataSet
    {
        public override int FeatureCount => 1;

        public override int ClassCount => 2;

        public override int TargetCount => 0;

        public override long? RowCount => null;

        public override bool HasWeights => true;

        public override BatchReader OpenReader(BatchOrder order) => new Reader();

        private sealed class Reader : BatchReader
        {
            public override int Read(int maximumRows, Span<float> features, Span<int> labels, Span<float> targets) => maximumRows;

            public override int ReadWeighted(
                int maximumRows, Span<float> features, Span<int> labels, Span<float> targets, Span<float> weights)
            {
                weights[1] = -1;
                return maximumRows;
            }

            public override void Restart(BatchOrder order)
            {
            }
        }
    }
}
