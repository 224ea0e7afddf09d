using StaticNet.Generator.Tests.Networks;

namespace StaticNet.Generator.Tests.Control;

/// <summary>Steered training by several threads, and what it allocates. Alone in the process, since there is one set of helper threads.</summary>
[Collection(nameof(AllocationTests))]
public sealed class SharedControlTests
{
    public static TheoryData<string> Cases => [.. All.Keys];

    private static Dictionary<string, (Optimizer Optimizer, int Accumulate, double Average)> All { get; } = new()
    {
        ["fused"] = (Optimizer.Adam(), 1, 0.9),
        ["values clipped"] = (Optimizer.Momentum() with { ClipValue = 1e-3, L1 = 1e-3 }, 1, 0),
        ["tensors clipped"] = (Optimizer.Adam() with { ClipTensorNorm = 0.05, L2 = 1e-3 }, 1, 0.9),
        ["all clipped"] = (Optimizer.AdamW() with { ClipValue = 0.01, ClipTensorNorm = 0.05, ClipNorm = 0.1, L1 = 1e-3 }, 1, 0),
        ["accumulated"] = (Optimizer.Nesterov(), 3, 0.9),
        ["accumulated, clipped"] = (Optimizer.RmsProp() with { ClipTensorNorm = 0.05 }, 2, 0),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_weights_do_not_depend_on_the_number_of_threads(string name)
    {
        Network alone = Fit(name, threads: 1, frozen: false);
        Network aloneFrozen = Fit(name, threads: 1, frozen: true);
        Assert.NotEqual(ControlNetwork.Parameters(alone), ControlNetwork.Parameters(aloneFrozen));
        foreach (int threads in new[] { 2, 3, 7 })
        {
            Assert.Equal(ControlNetwork.Parameters(alone), ControlNetwork.Parameters(Fit(name, threads, frozen: false)));
            Network frozen = Fit(name, threads, frozen: true);
            Assert.Equal(ControlNetwork.Parameters(aloneFrozen), ControlNetwork.Parameters(frozen));
            Assert.Equal(aloneFrozen.StatisticArena.Span.ToArray(), frozen.StatisticArena.Span.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Steps_allocate_nothing(string name)
    {
        Network network = ControlNetwork.Create(ControlNetwork.Wide);
        network.Freeze("dense2", "batchnorm1");
        float[] input = Architectures.Input(network, 16);
        int[] labels = [.. Enumerable.Range(0, 16).Select(static row => row % 5)];
        (Optimizer optimizer, int accumulate, double average) = All[name];
        var state = new OptimizerState(optimizer, network) { AccumulatedBatches = accumulate };
        var step = new TrainingStep(network, state) { Average = average > 0 ? new WeightAverage(network, average) : null };
        AssertNothingAllocated(() => step.Run(input, labels, default, 16, 1e-5));
        AssertNothingAllocated(() => network.TrainOnBatch(input, labels, optimizer));
        AssertNothingAllocated(() => network.TrainOnBatch(input.AsSpan(0, 600), labels.AsSpan(0, 2), threads: 1));
    }

    private static Network Fit(string name, int threads, bool frozen)
    {
        (Optimizer optimizer, int accumulate, double average) = All[name];
        Network network = ControlNetwork.Create(ControlNetwork.Wide);
        if (frozen)
        {
            network.Freeze("dense1", "batchnorm2");
        }

        MemoryDataSet data = ControlNetwork.Data(network, rows: 200);
        network.Fit(data, new FitOptions
        {
            Epochs = 2,
            BatchSize = 64,
            Optimizer = optimizer,
            Threads = threads,
            AccumulateSteps = accumulate,
            WeightAverage = average,
            Validation = data,
        });
        return network;
    }

    /// <summary>The least of three measurements counts, as in <see cref="AllocationTests"/>.</summary>
    private static void AssertNothingAllocated(Action action)
    {
        action();
        action();
        action();
        long least = long.MaxValue;
        for (int measurement = 0; measurement < 3 && least > 0; measurement++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int call = 0; call < 60; call++)
            {
                action();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }
}
