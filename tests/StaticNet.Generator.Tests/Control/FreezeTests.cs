namespace StaticNet.Generator.Tests.Control;

/// <summary>Layers that are frozen while a network trains.</summary>
public sealed class FreezeTests
{
    public static TheoryData<string> Optimizers => [.. All.Keys];

    public static TheoryData<string, string> Forms => new()
    {
        { ControlNetwork.Normalized(""), ControlNetwork.Normalized("Trainable = false") },
        { ControlNetwork.Normalized("Renormalize = true"), ControlNetwork.Normalized("Trainable = false") },
        { ControlNetwork.Normalized("VirtualBatch = 4"), ControlNetwork.Normalized("Trainable = false") },
        { ControlNetwork.Normalized("Average = MovingAverage.Cumulative"), ControlNetwork.Normalized("Trainable = false") },
        { ControlNetwork.Normalized("RunningVariance = RunningVariance.Unbiased"), ControlNetwork.Normalized("Trainable = false") },
        { ControlNetwork.ByRows(""), ControlNetwork.ByRows("Trainable = false") },
        { ControlNetwork.ByRows("VirtualBatch = 4"), ControlNetwork.ByRows("Trainable = false") },
        { ControlNetwork.ByRows("Renormalize = true"), ControlNetwork.ByRows("Trainable = false") },
    };

    private static Dictionary<string, Optimizer> All { get; } = new()
    {
        ["Sgd"] = Optimizer.Sgd(0.05),
        ["Momentum, decay of all"] = Optimizer.Momentum(0.05) with { WeightDecay = 0.1, DecayAll = true },
        ["Nesterov, clipped, decay of all"] = Optimizer.Nesterov(0.05) with { ClipNorm = 0.5, WeightDecay = 0.1, DecayAll = true },
        ["Adam"] = Optimizer.Adam(0.01),
        ["Adam, penalties, values clipped"] = Optimizer.Adam(0.01) with { L1 = 0.01, L2 = 0.01, ClipValue = 0.1 },
        ["AdamW of all, tensors clipped"] = Optimizer.AdamW(0.01, 0.1) with { DecayAll = true, ClipTensorNorm = 0.1 },
        ["RMSProp with momentum"] = Optimizer.RmsProp(0.01, momentum: 0.9) with { L2 = 0.1 },
        ["Adagrad"] = Optimizer.Adagrad(0.05, initialAccumulator: 0),
    };

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Nothing_moves_of_frozen_layers(string optimizer)
    {
        foreach (int accumulate in new[] { 1, 3 })
        {
            Network network = ControlNetwork.Create(ControlNetwork.Normalized(""));
            FitOptions options = new() { Epochs = 2, BatchSize = 8, Optimizer = All[optimizer], AccumulateSteps = accumulate, WeightAverage = 0.5 };
            network.Fit(ControlNetwork.Data(network), options);
            network.Freeze("dense1", "batchnorm1");
            string[] frozen = ["dense1.kernel", "dense1.bias", "batchnorm1.gamma", "batchnorm1.beta"];
            Dictionary<string, float[]> before = Everything(network);
            network.Fit(ControlNetwork.Data(network), options);
            Dictionary<string, float[]> after = Everything(network);
            Assert.All(before.Keys, name =>
            {
                if (frozen.Any(tensor => name.EndsWith(tensor, StringComparison.Ordinal)) || name.Contains("moving", StringComparison.Ordinal))
                {
                    Assert.Equal(before[name], after[name]);
                }
                else
                {
                    Assert.NotEqual(before[name], after[name]);
                }
            });

            network.Unfreeze("dense1", "batchnorm1");
            network.Fit(ControlNetwork.Data(network), options);
            Dictionary<string, float[]> later = Everything(network);
            Assert.All(before.Keys, name => Assert.NotEqual(after[name], later[name]));
        }
    }

    /// <summary>The bits of a layer that is declared not to train.</summary>
    [Theory]
    [MemberData(nameof(Forms))]
    public void A_frozen_BatchNorm_is_one_that_is_not_trainable(string free, string declared)
    {
        foreach (int threads in new[] { 1, 3 })
        {
            Network frozen = ControlNetwork.Create(free);
            Network untrained = ControlNetwork.Create(declared);
            foreach (Network network in new[] { frozen, untrained })
            {
                network.Statistics["batchnorm1.moving_mean"].CopyFrom(Ramp(network.Statistics["batchnorm1.moving_mean"].Count, -0.3f));
                network.Statistics["batchnorm1.moving_variance"].CopyFrom(Ramp(network.Statistics["batchnorm1.moving_variance"].Count, 0.4f));
                network.Parameters["batchnorm1.gamma"].CopyFrom(Ramp(network.Parameters["batchnorm1.gamma"].Count, 0.7f));
                network.Parameters["batchnorm1.beta"].CopyFrom(Ramp(network.Parameters["batchnorm1.beta"].Count, -0.1f));
            }

            frozen.Freeze("batchnorm1");
            var options = new FitOptions { Epochs = 2, BatchSize = 1, Threads = threads, Optimizer = Optimizer.Adam(0.01) };
            frozen.Fit(ControlNetwork.Data(frozen), options);
            untrained.Fit(ControlNetwork.Data(untrained), options);
            options = new FitOptions { Epochs = 2, BatchSize = 8, Threads = threads, Optimizer = Optimizer.Adam(0.01) with { ClipNorm = 0.5 } };
            frozen.Fit(ControlNetwork.Data(frozen), options);
            untrained.Fit(ControlNetwork.Data(untrained), options);
            Assert.Equal(ControlNetwork.Parameters(untrained), ControlNetwork.Parameters(frozen));
            foreach (ParameterView statistic in untrained.Statistics)
            {
                Assert.Equal(statistic.ToArray(), frozen.Statistics[statistic.Name].ToArray());
            }

            var trained = new float[5 * untrained.Layout.OutputSize];
            var predicted = new float[5 * untrained.Layout.OutputSize];
            float[] input = Networks.Architectures.Input(frozen, 5);
            frozen.Forward(input, trained);
            frozen.PredictUnfolded(input, predicted);
            Assert.Equal(predicted, trained);
        }
    }

    /// <summary>What does not move is no part of penalties and norms, as in Keras.</summary>
    [Fact]
    public void Penalties_and_norms_leave_frozen_layers_out()
    {
        Network network = ControlNetwork.Create(ControlNetwork.Plain);
        network.Freeze("dense1", "dense2", "prelu1");
        var state = new OptimizerState(Optimizer.Sgd(1) with { L1 = 0.5, L2 = 0.25 }, network);
        double expected = network.Parameters["dense3.kernel"].ToArray().Sum(static w => (0.5 * Math.Abs((double)w)) + (0.25 * w * w));
        Assert.Equal(expected, state.Penalty(), 1e-6);

        float[] before = ControlNetwork.Parameters(network);
        foreach (ParameterView gradient in network.Gradients)
        {
            gradient.CopyFrom([.. Enumerable.Repeat(gradient.Name.StartsWith("dense3", StringComparison.Ordinal) ? 2f : 1e6f, gradient.Count)]);
        }

        double norm = Math.Sqrt(4.0 * (21 + 3));
        new OptimizerState(Optimizer.Sgd(1) with { ClipNorm = norm / 4 }, network).Apply(1);
        float[] after = ControlNetwork.Parameters(network);
        for (int i = 0; i < before.Length; i++)
        {
            bool moves = i >= before.Length - 24;
            Assert.Equal(moves ? before[i] - 0.5 : before[i], after[i], 1e-6);
        }
    }

    [Fact]
    public void A_callback_may_freeze_and_unfreeze()
    {
        Network whole = ControlNetwork.Create(ControlNetwork.Normalized(""));
        FitOptions Options(int epochs, params TrainingCallback[] callbacks) =>
            new() { Epochs = epochs, BatchSize = 8, Optimizer = Optimizer.Adam(0.01), Callbacks = callbacks };
        whole.Fit(ControlNetwork.Data(whole), Options(6, new Thaw()));

        Network parts = ControlNetwork.Create(ControlNetwork.Normalized(""));
        parts.Fit(ControlNetwork.Data(parts), Options(2));
        parts.Freeze("dense1", "batchnorm1");
        parts.Fit(ControlNetwork.Data(parts), Options(2));
        parts.Unfreeze("batchnorm1", "dense1");
        parts.Fit(ControlNetwork.Data(parts), Options(2));
        Assert.Equal(ControlNetwork.Parameters(parts), ControlNetwork.Parameters(whole));
        Assert.Equal(parts.StatisticArena.Span.ToArray(), whole.StatisticArena.Span.ToArray());
    }

    [Fact]
    public void Recalibration_leaves_frozen_statistics_alone()
    {
        Network network = ControlNetwork.Create(ControlNetwork.Normalized(""));
        network.Freeze("batchnorm1");
        Assert.Throws<InvalidOperationException>(() => network.RecalibrateStatistics(ControlNetwork.Data(network)));

        network = ControlNetwork.Create(ControlNetwork.Wide);
        network.Freeze("batchnorm1");
        float[] frozen = network.Statistics["batchnorm1.moving_mean"].ToArray();
        float[] free = network.Statistics["batchnorm2.moving_mean"].ToArray();
        network.RecalibrateStatistics(ControlNetwork.Data(network), Recalibration.BatchAverage, 25);
        Assert.Equal(frozen, network.Statistics["batchnorm1.moving_mean"].ToArray());
        Assert.NotEqual(free, network.Statistics["batchnorm2.moving_mean"].ToArray());
    }

    [Fact]
    public void Names_that_mean_nothing_are_refused_and_nothing_is_frozen()
    {
        Network network = ControlNetwork.Create(ControlNetwork.Normalized(""));
        ArgumentException exception = Assert.Throws<ArgumentException>(() => network.Freeze("dense1", "dense9"));
        Assert.Contains("No layer of Net", exception.Message, StringComparison.Ordinal);
        Assert.Contains("is called 'dense9'. Layers that train: dense1, batchnorm1, dense2, dense3", exception.Message, StringComparison.Ordinal);
        Assert.Contains(
            "Nothing of the layer 'relu1'", Assert.Throws<ArgumentException>(() => network.Freeze("relu1")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => network.Unfreeze("dense9"));
        Assert.Empty(network.FrozenLayers);
        network.Freeze("dense2", "dense1");
        network.Freeze("dense1");
        Assert.Equal(["dense2", "dense1"], network.FrozenLayers);
        network.Unfreeze("dense2", "dense3");
        Assert.Equal(["dense1"], network.FrozenLayers);
    }

    private static float[] Ramp(int count, float start) => [.. Enumerable.Range(0, count).Select(i => start + (0.02f * i))];

    /// <summary>Parameters, statistics, and what the optimizer remembers, by name.</summary>
    private static Dictionary<string, float[]> Everything(Network network) =>
        network.Parameters.Concat(network.Statistics).ToDictionary(static view => view.Name, static view => view.ToArray())
            .Concat(
                from memory in network.Session!.State.Memory
                from tensor in network.Layout.Parameters
                select KeyValuePair.Create($"{memory.Name} of {tensor.Name}", new ParameterView(memory.Values, tensor).ToArray()))
            .ToDictionary();

    private sealed class Thaw : TrainingCallback
    {
        public override void OnEpochEnd(TrainingContext context)
        {
            if (context.Epoch == 2)
            {
                context.Network.Freeze("dense1", "batchnorm1");
            }
            else if (context.Epoch == 4)
            {
                context.Network.Unfreeze("dense1", "batchnorm1");
            }
        }
    }
}
