namespace StaticNet.Generator.Tests.Control;

/// <summary>Gradients of several batches make one step.</summary>
public sealed class AccumulationTests
{
    public static TheoryData<string> Optimizers => [.. All.Keys];

    private static Dictionary<string, Optimizer> All { get; } = new()
    {
        ["Sgd"] = Optimizer.Sgd(0.1) with { L1 = 1e-3, L2 = 1e-3 },
        ["Nesterov, clipped"] = Optimizer.Nesterov(0.05) with { ClipNorm = 0.05, WeightDecay = 0.01 },
        ["Adam of PyTorch, large epsilon"] =
            Optimizer.Adam(0.01, epsilon: 0.01, convention: Convention.PyTorch) with { Schedule = LearningRateSchedule.Step(3, 0.5) },
        ["RmsProp, tensors clipped"] = Optimizer.RmsProp(0.01, epsilon: 0.01) with { ClipTensorNorm = 0.1 },
    };

    /// <summary>75 rows: steps of 32, 32 and 11, whether they come whole or by eights.</summary>
    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Small_batches_make_the_step_of_a_large_one(string optimizer)
    {
        Network large = ControlNetwork.Create(ControlNetwork.Plain);
        Network small = ControlNetwork.Create(ControlNetwork.Plain);
        History expected = large.Fit(ControlNetwork.Data(large), new FitOptions { Epochs = 4, BatchSize = 32, Optimizer = All[optimizer] });
        History found = small.Fit(
            ControlNetwork.Data(small), new FitOptions { Epochs = 4, BatchSize = 8, AccumulateSteps = 4, Optimizer = All[optimizer] });
        Assert.Equal(12, expected.Steps);
        Assert.Equal(12, found.Steps);
        AssertClose(ControlNetwork.Parameters(large), ControlNetwork.Parameters(small), 2e-5);
        foreach ((EpochRecord one, EpochRecord other) in expected.Epochs.Zip(found.Epochs))
        {
            Assert.Equal(one.Loss, other.Loss, 1e-5);
            Assert.Equal(one.LearningRate, other.LearningRate);
        }

        Assert.NotEqual(ControlNetwork.Parameters(ControlNetwork.Create(ControlNetwork.Plain)), ControlNetwork.Parameters(small));
    }

    [Fact]
    public void Callbacks_see_batches_and_steps()
    {
        var seen = new List<(int Batch, long Steps)>();
        Network network = ControlNetwork.Create(ControlNetwork.Plain);
        History history = network.Fit(
            ControlNetwork.Data(network, rows: 20),
            new FitOptions { Epochs = 2, BatchSize = 4, AccumulateSteps = 2, Callbacks = [new Watch(seen)] });
        Assert.Equal([(1, 0), (2, 1), (3, 1), (4, 2), (5, 2), (1, 3), (2, 4), (3, 4), (4, 5), (5, 5)], seen);
        Assert.Equal(6, history.Steps);
    }

    [Fact]
    public void One_is_no_accumulation()
    {
        Network one = ControlNetwork.Create(ControlNetwork.Normalized(""));
        Network plain = ControlNetwork.Create(ControlNetwork.Normalized(""));
        one.Fit(ControlNetwork.Data(one), new FitOptions { Epochs = 2, AccumulateSteps = 1 });
        plain.Fit(ControlNetwork.Data(plain), new FitOptions { Epochs = 2 });
        Assert.Equal(ControlNetwork.Parameters(plain), ControlNetwork.Parameters(one));
        Assert.Throws<ArgumentOutOfRangeException>(() => one.Fit(ControlNetwork.Data(one), new FitOptions { AccumulateSteps = 0 }));
    }

    private static void AssertClose(float[] expected, float[] found, double tolerance)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], found[i], tolerance * Math.Max(1, Math.Abs(expected[i])));
        }
    }

    private sealed class Watch(List<(int Batch, long Steps)> seen) : TrainingCallback
    {
        public override void OnBatchEnd(TrainingContext context) => seen.Add((context.Step, context.TotalSteps));
    }
}
