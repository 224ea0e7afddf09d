namespace StaticNet.Tests.Training;

[CollectionDefinition(nameof(Unshared), DisableParallelization = true)]
public sealed class Unshared;

/// <summary>Steps allocate nothing. Alone in the process, and measured on the thread that trains.</summary>
[Collection(nameof(Unshared))]
public sealed class AllocationTests
{
    public static TheoryData<string> Optimizers => [.. All.Keys];

    private static Dictionary<string, Optimizer> All { get; } = new()
    {
        ["Sgd"] = Optimizer.Sgd() with { L2 = 0.01, Schedule = LearningRateSchedule.Warmup(3, LearningRateSchedule.Cosine(100)) },
        ["Momentum"] = Optimizer.Momentum() with { WeightDecay = 0.01 },
        ["Nesterov"] = Optimizer.Nesterov() with { WeightDecay = 0.01, DecayAll = true },
        ["RmsProp"] = Optimizer.RmsProp() with { Schedule = LearningRateSchedule.Exponential(10, 0.9) },
        ["RmsProp with momentum"] = Optimizer.RmsProp(momentum: 0.5) with { Schedule = LearningRateSchedule.StepByEpoch(1) },
        ["Adam"] = Optimizer.Adam() with { ClipNorm = 0.1 },
        ["Adam, clipped by value and tensor"] = Optimizer.Adam() with { ClipValue = 0.1, ClipTensorNorm = 0.1, L1 = 0.01 },
        ["Nesterov, restarts"] = Optimizer.Nesterov() with { Schedule = LearningRateSchedule.WarmRestarts(10, 2) },
        ["Momentum, one cycle"] = Optimizer.Momentum() with { Schedule = LearningRateSchedule.OneCycle(1000) },
        ["AdamW"] = Optimizer.AdamW(),
        ["Adagrad"] = Optimizer.Adagrad(),
    };

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Steps_of_an_epoch_allocate_nothing(string optimizer)
    {
        const int Epochs = 12;
        const int StepsPerEpoch = 101;
        var allocated = new long[Epochs * StepsPerEpoch];
        int step = 0;
        var network = new LinearNetwork(LinearNetwork.LayoutOf(2, 3, batchNormValues: 1));
        network.Fit(
            TestData.Clusters(1001),
            new FitOptions
            {
                Epochs = Epochs,
                BatchSize = 10,
                Optimizer = All[optimizer],
                Progress = new Silent(),
                Callbacks = [new Observer { BatchEnd = _ => allocated[step++] = GC.GetAllocatedBytesForCurrentThread() }],
            });
        Assert.Equal(allocated.Length, step);
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            Assert.Equal(allocated[epoch * StepsPerEpoch], allocated[((epoch + 1) * StepsPerEpoch) - 1]);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Weights_and_metrics_of_a_step_allocate_nothing(bool streamed)
    {
        const int Epochs = 3;
        const int StepsPerEpoch = 101;
        var allocated = new long[Epochs * StepsPerEpoch];
        int step = 0;
        MemoryDataSet data = TestData.Clusters(1001).WithSampleWeights([.. Enumerable.Range(1, 1001).Select(static row => (float)row)]);
        new LinearNetwork(LinearNetwork.LayoutOf(2, 3)).Fit(
            streamed ? new StreamedDataSet(data) : data,
            new FitOptions
            {
                Epochs = Epochs,
                BatchSize = 10,
                ClassWeights = [1, 2, 0.5],
                Metrics = [Metric.TopK(2), Metric.F1(Average.Macro), Metric.Recall(ofClass: 1), Metric.RocAuc(), Metric.LogLoss, Metric.Accuracy],
                Callbacks = [new Observer { BatchEnd = _ => allocated[step++] = GC.GetAllocatedBytesForCurrentThread() }],
            });

        // Scores of a stream need room until its rows are known.
        for (int epoch = streamed ? 1 : 0; epoch < Epochs; epoch++)
        {
            Assert.Equal(allocated[epoch * StepsPerEpoch], allocated[((epoch + 1) * StepsPerEpoch) - 1]);
        }
    }

    [Fact]
    public void Validation_allocates_nothing_between_batches()
    {
        MemoryDataSet data = TestData.Clusters(1000);
        var network = new LinearNetwork(LinearNetwork.LayoutOf(2, 3));
        using var pass = new EvaluationPass(network, data, 10) { Metrics = [] };
        pass.Run(null, null, CancellationToken.None);
        long before = GC.GetAllocatedBytesForCurrentThread();
        pass.Run(null, null, CancellationToken.None);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private sealed class Silent : ITrainingProgress
    {
        public void OnStep(in TrainingReport report)
        {
        }

        public void OnEpoch(EpochRecord epoch, int epochs)
        {
        }
    }
}
