using StaticNet.Kernels;

namespace StaticNet.Generator.Tests.Networks;

/// <summary>Training by several threads, as users ask for it. Alone in the process, since there is one set of helper threads.</summary>
[Collection(nameof(AllocationTests))]
public sealed class SharedTrainingTests
{
    private const string Declaration =
        """
        [Input(300), Standardize]
        [Dense(200, bias: false), BatchNorm, Relu]
        [GaussianNoise(0.1), Dense(100), PRelu(shared: true), GaussianDropout(0.1)]
        [Dense(70), BatchNorm(Average = MovingAverage.Cumulative), Dropout(0.2)]
        [Dense(5), Softmax]
        """;

    private const int Rows = 260;

    private static readonly CompiledNetworks _networks = new([Declaration]);

    public static TheoryData<string> Optimizers => [.. All.Keys];

    private static Dictionary<string, Optimizer> All { get; } = new()
    {
        ["SGD"] = Optimizer.Sgd(),
        ["Adam"] = Optimizer.Adam(),
        ["Adam, regularised"] = Optimizer.Adam() with { L2 = 1e-3, WeightDecay = 1e-3 },
        ["AdamW, clipped"] = Optimizer.AdamW() with { L2 = 1e-3, ClipNorm = 0.5 },
    };

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void The_weights_do_not_depend_on_the_number_of_threads(string optimizer)
    {
        Network alone = Fit(1, All[optimizer]);
        foreach (int threads in new[] { 0, 2, 3, 7, 100 })
        {
            AssertSame(alone, Fit(threads, All[optimizer]));
        }
    }

    [Fact]
    public void Weighted_and_judged_training_does_not_depend_on_the_number_of_threads()
    {
        var metrics = new List<MetricCollection>();
        Network Fit(int threads, bool judged = true)
        {
            Network network = _networks.Create(Declaration, seed: 5);
            MemoryDataSet data = Data(network).WithSampleWeights([.. Enumerable.Range(0, Rows).Select(static row => 0.25f * (row % 9))]);
            History history = network.Fit(
                data,
                new FitOptions
                {
                    Epochs = 2,
                    BatchSize = 64,
                    Threads = threads,
                    ClassWeights = [1, 2, 0.5, 3, 1],
                    Metrics = judged ? [Metric.RocAuc(), Metric.F1(Average.Macro), Metric.TopK(2), Metric.LogLoss] : [],
                    Validation = data,
                });
            metrics.AddRange(history.Epochs.SelectMany(static epoch => new[] { epoch.Metrics, epoch.ValidationMetrics }));
            return network;
        }

        Network alone = Fit(1);
        MetricCollection[] expected = [.. metrics];
        foreach (int threads in new[] { 0, 2, 3, 7 })
        {
            metrics.Clear();
            AssertSame(alone, Fit(threads));
            Assert.Equal(expected, metrics);
        }

        AssertSame(alone, Fit(1, judged: false));
    }

    [Fact]
    public void Statistics_of_BatchNorm_are_unweighted()
    {
        // One step: what the weights do to the kernels comes after.
        Network Fit(bool weighed)
        {
            Network network = _networks.Create(Declaration, seed: 5);
            float[] weights = [.. Enumerable.Range(0, Rows).Select(row => weighed ? row % 9 : 1f)];
            network.Fit(Data(network).WithSampleWeights(weights), new FitOptions { Epochs = 1, BatchSize = Rows });
            return network;
        }

        Network plain = Fit(weighed: false);
        Network weighted = Fit(weighed: true);
        Assert.Equal(Bits(plain.StatisticArena), Bits(weighted.StatisticArena));
        Assert.NotEqual(Bits(plain.ParameterArena), Bits(weighted.ParameterArena));
    }

    [Fact]
    public void A_callback_sees_the_gradients_of_the_step()
    {
        var seen = new List<float[]>();
        Fit(2, Optimizer.Sgd(), new GradientReader(seen));
        Network clipped = Fit(1, Optimizer.Sgd() with { ClipNorm = 1e30 }, new GradientReader(seen));
        int steps = seen.Count / 2;
        Assert.Equal(seen.Take(steps), seen.Skip(steps));
        Assert.All(seen, static gradient => Assert.Contains(gradient, static value => value != 0));
        AssertSame(clipped, Fit(1, Optimizer.Sgd()));
    }

    [Fact]
    public async Task Trainings_at_the_same_time_give_the_same_weights()
    {
        Network alone = Fit(1, Optimizer.Adam());
        Network[] together = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Fit(3, Optimizer.Adam()))));
        Assert.All(together, network => AssertSame(alone, network));
    }

    [Fact]
    public void A_training_inside_a_callback_of_another_is_alone()
    {
        Network? inner = null;
        Network outer = Fit(2, Optimizer.Sgd(), new AtEpochEnd(() => inner ??= Fit(2, Optimizer.Sgd())));
        AssertSame(outer, inner!);
    }

    [Fact]
    public void A_training_that_fails_leaves_the_threads_to_the_next()
    {
        Assert.Throws<TrainingInterruptedException>(
            () => Fit(2, Optimizer.Sgd(), new AtEpochEnd(static () => throw new InvalidOperationException("no"))));
        using Team team = Team.Borrow(2);
        Assert.Equal(2, team.Count);
    }

    [Fact]
    public void Negative_threads_are_refused()
    {
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(() => Fit(-1, Optimizer.Sgd()));
        Assert.Equal(nameof(FitOptions.Threads), exception.ParamName);
        Assert.Contains("1 or more, or 0 for as many as there are processors", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Little_work_is_not_shared_and_much_is()
    {
        NetworkLayout layout = _networks.Create(Declaration, seed: 1).Layout;
        Assert.Equal(1, WorkSharing.UsefulWorkers(layout, 1));
        Assert.Equal(10, WorkSharing.UsefulWorkers(layout, 1000));
    }

    [Fact]
    public void Steps_allocate_nothing_on_any_thread()
    {
        const int Threads = 3;
        const int BatchRows = 16;
        Network network = _networks.Create(Declaration, seed: 1);
        var step = new TrainingStep(network, new OptimizerState(Optimizer.Adam(), network)) { AlwaysShares = true };
        float[] input = Architectures.Input(network, BatchRows);
        int[] labels = [.. Enumerable.Range(0, BatchRows).Select(static row => row % 5)];
        using Team team = Team.Borrow(Threads);
        step.Team = team;
        var meter = new AllocationMeter(Threads);
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 5 && least > 0; attempt++)
        {
            step.Run(input, labels, default, BatchRows, 1e-4);
            team.Run(meter, Threads);
            long before = meter.Total;
            for (int i = 0; i < 20; i++)
            {
                step.Run(input, labels, default, BatchRows, 1e-4);
            }

            team.Run(meter, Threads);
            least = Math.Min(least, meter.Total - before);
        }

        Assert.Equal(0, least);
    }

    private static MemoryDataSet Data(Network network) => DataSet.FromArrays(
        Architectures.Input(network, Rows), 300, [.. Enumerable.Range(0, Rows).Select(static row => row % 5)], 5);

    private static Network Fit(int threads, Optimizer optimizer, params TrainingCallback[] callbacks)
    {
        Network network = _networks.Create(Declaration, seed: 5);
        MemoryDataSet data = Data(network);
        network.Fit(
            data,
            new FitOptions
            {
                Epochs = 2,
                BatchSize = 64,
                Optimizer = optimizer,
                Threads = threads,
                Callbacks = callbacks,
                Validation = data,
            });
        return network;
    }

    private static void AssertSame(Network expected, Network actual)
    {
        Assert.Equal(Bits(expected.ParameterArena), Bits(actual.ParameterArena));
        Assert.Equal(Bits(expected.StatisticArena), Bits(actual.StatisticArena));
    }

    private static int[] Bits(Arena arena) => [.. arena.Span.ToArray().Select(BitConverter.SingleToInt32Bits)];

    private sealed class GradientReader(List<float[]> seen) : TrainingCallback
    {
        public override void OnBatchEnd(TrainingContext context) => seen.Add(context.Network.Gradients["dense1.kernel"].ToArray());
    }

    private sealed class AtEpochEnd(Action action) : TrainingCallback
    {
        public override void OnEpochEnd(TrainingContext context) => action();
    }

    private sealed class AllocationMeter(int threads) : ITeamWork
    {
        private readonly long[] _allocated = new long[threads];

        public long Total => _allocated.Sum();

        public void Run(Worker worker) => _allocated[worker.Index] = GC.GetAllocatedBytesForCurrentThread();
    }
}
