namespace StaticNet.Generator.Tests.Control;

/// <summary>The moving average of the weights, against its formula in double.</summary>
public sealed class WeightAverageTests
{
    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(0.9, 1)]
    [InlineData(0.999, 1)]
    [InlineData(0.9, 3)]
    public void The_network_holds_the_average_of_the_weights_after_every_step(double momentum, int accumulate)
    {
        Network network = ControlNetwork.Create(ControlNetwork.Normalized(""));
        var steps = new List<float[]>();
        var shown = new List<float[]>();
        MemoryDataSet data = ControlNetwork.Data(network, rows: 72);
        History history = network.Fit(data, new FitOptions
        {
            Epochs = 3,
            BatchSize = 8,
            AccumulateSteps = accumulate,
            Optimizer = Optimizer.Adam(0.02),
            WeightAverage = momentum,
            Validation = data,
            Callbacks = [new Watch(steps, shown, accumulate)],
        });

        // Averaging changes no step.
        Network plain = ControlNetwork.Create(ControlNetwork.Normalized(""));
        plain.Fit(data, new FitOptions { Epochs = 3, BatchSize = 8, AccumulateSteps = accumulate, Optimizer = Optimizer.Adam(0.02) });
        Assert.Equal(ControlNetwork.Parameters(plain), steps[^1]);
        Assert.Equal(plain.StatisticArena.Span.ToArray(), network.StatisticArena.Span.ToArray());

        int perEpoch = steps.Count / 3;
        for (int epoch = 1; epoch <= 3; epoch++)
        {
            AssertAverage(steps[..(epoch * perEpoch)], momentum, shown[epoch - 1]);
        }

        Assert.Equal(shown[^1], ControlNetwork.Parameters(network));
        Assert.Equal(history.Epochs[^1].ValidationLoss!.Value, network.Evaluate(data, batchSize: 8).Loss, 1e-12);
    }

    [Fact]
    public void What_is_restored_is_an_average()
    {
        Network network = ControlNetwork.Create(ControlNetwork.Plain);
        var steps = new List<float[]>();
        var shown = new List<float[]>();
        var stopping = new EarlyStopping { Patience = 2, MinimumDelta = 100 };
        MemoryDataSet data = ControlNetwork.Data(network);
        network.Fit(data, new FitOptions
        {
            Epochs = 9,
            WeightAverage = 0.9,
            Optimizer = Optimizer.Sgd(0.1),
            Validation = data,
            Callbacks = [new Watch(steps, shown, 1), stopping],
        });
        Assert.Equal(1, stopping.BestEpoch);
        Assert.Equal(shown[0], ControlNetwork.Parameters(network));
    }

    [Fact]
    public void Weights_that_were_changed_begin_a_new_average()
    {
        Network network = ControlNetwork.Create(ControlNetwork.Plain);
        var options = new FitOptions { Epochs = 1, BatchSize = 75, WeightAverage = 0.9, Optimizer = Optimizer.Sgd(0.1) };
        network.Fit(ControlNetwork.Data(network), options);
        network.Fit(ControlNetwork.Data(network), options);
        ParameterView bias = network.Parameters["dense1.bias"];
        bias[0] += 1;
        float[] before = ControlNetwork.Parameters(network);

        // One step: the average is what it came to, and it went from what the network held.
        network.Fit(ControlNetwork.Data(network), options);
        Network twin = ControlNetwork.Create(ControlNetwork.Plain);
        int start = 0;
        foreach (ParameterView parameter in twin.Parameters)
        {
            parameter.CopyFrom(before.AsSpan(start, parameter.Count));
            start += parameter.Count;
        }

        twin.Fit(ControlNetwork.Data(twin), new FitOptions { Epochs = 1, BatchSize = 75, Shuffle = false, Optimizer = Optimizer.Sgd(0.1) });
        float[] expected = ControlNetwork.Parameters(twin);
        float[] found = ControlNetwork.Parameters(network);
        for (int i = 0; i < found.Length; i++)
        {
            Assert.Equal(expected[i], found[i], 1e-6);
        }
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Shares_out_of_range_are_refused(double momentum)
    {
        Network network = ControlNetwork.Create(ControlNetwork.Plain);
        Assert.Equal(
            nameof(FitOptions.WeightAverage),
            Assert.Throws<ArgumentOutOfRangeException>(
                () => network.Fit(ControlNetwork.Data(network), new FitOptions { WeightAverage = momentum })).ParamName);
    }

    private static void AssertAverage(IReadOnlyList<float[]> steps, double momentum, float[] found)
    {
        for (int i = 0; i < found.Length; i++)
        {
            double sum = 0;
            double weights = 0;
            foreach (float[] step in steps)
            {
                sum = (momentum * sum) + step[i];
                weights = (momentum * weights) + 1;
            }

            Assert.Equal(sum / weights, found[i], 2e-6 * Math.Max(1, Math.Abs(found[i])));
        }
    }

    private sealed class Watch(List<float[]> steps, List<float[]> shown, int accumulate) : TrainingCallback
    {
        public override void OnBatchEnd(TrainingContext context)
        {
            if (context.Step % accumulate == 0)
            {
                steps.Add(ControlNetwork.Parameters(context.Network));
            }
        }

        public override void OnEpochEnd(TrainingContext context) => shown.Add(ControlNetwork.Parameters(context.Network));
    }
}
