namespace StaticNet.Generator.Tests.BatchNorms;

/// <summary>The two switches: statistics alone, or all of the layer. Over an epoch of Fit, with optimizers that move what has no gradient.</summary>
public sealed class FrozenTests
{
    private const int Rows = 40;

    public static TheoryData<string> Optimizers => [.. Everything().Select(static pair => pair.Name)];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Frozen_statistics_stay_while_gamma_and_beta_are_trained(string optimizer)
    {
        Network network = Train("FrozenStatistics = true", optimizer, out Snapshot before);
        Assert.Equal(before.Statistics, network.StatisticArena.Span.ToArray());
        Assert.NotEqual(before.Gamma, network.Parameters["batchnorm1.gamma"].ToArray());
        Assert.NotEqual(before.Beta, network.Parameters["batchnorm1.beta"].ToArray());
        Assert.NotEqual(before.Kernel, network.Parameters["dense1.kernel"].ToArray());
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Nothing_moves_of_what_is_not_trainable(string optimizer)
    {
        Network network = Train("Trainable = false", optimizer, out Snapshot before);
        Assert.Equal(before.Statistics, network.StatisticArena.Span.ToArray());
        Assert.Equal(before.Gamma, network.Parameters["batchnorm1.gamma"].ToArray());
        Assert.Equal(before.Beta, network.Parameters["batchnorm1.beta"].ToArray());
        Assert.NotEqual(before.Kernel, network.Parameters["dense1.kernel"].ToArray());
        Assert.NotEqual(before.LastKernel, network.Parameters["dense2.kernel"].ToArray());
    }

    /// <summary>Momentum and decay act on what was trained before, so that is where they could show.</summary>
    [Fact]
    public void The_switch_does_not_depend_on_what_gradients_hold()
    {
        Network network = Create("Trainable = false");
        network.Gradients["batchnorm1.gamma"].CopyFrom([1, 2, 3, 4, 5, 6, 7]);
        float[] gamma = network.Parameters["batchnorm1.gamma"].ToArray();
        new OptimizerState(Optimizer.Sgd(0.1) with { ClipNorm = 1000, WeightDecay = 0.5, DecayAll = true }, network).Apply(0.1);
        Assert.Equal(gamma, network.Parameters["batchnorm1.gamma"].ToArray());
    }

    [Fact]
    public void Training_sees_what_predicting_sees()
    {
        Network network = Create("Trainable = false");
        float[] input = Networks.Architectures.Input(network, 6);
        var trained = new float[6 * 3];
        var predicted = new float[6 * 3];
        network.Forward(input, trained);
        network.PredictUnfolded(input, predicted);
        Assert.Equal(predicted, trained);
    }

    /// <summary>A batch of one row is no problem where no statistics are taken.</summary>
    [Fact]
    public void A_batch_of_one_may_train()
    {
        Network network = Create("Trainable = false");
        Assert.Equal(Rows, network.Fit(Data(network), new FitOptions { Epochs = 1, BatchSize = 1 }).Steps);
    }

    [Fact]
    public void Gradients_below_are_those_of_frozen_statistics()
    {
        Network frozen = Create("FrozenStatistics = true");
        Network untrained = Create("Trainable = false");
        float[] input = Networks.Architectures.Input(frozen, 6);
        float[] outputGradient = Networks.Architectures.Input(frozen, 6, seed: 9)[..(6 * 3)];
        var output = new float[6 * 3];
        var expected = new float[input.Length];
        var actual = new float[input.Length];
        frozen.Forward(input, output);
        frozen.Backward(outputGradient, expected);
        untrained.Forward(input, output);
        untrained.Backward(outputGradient, actual);
        Assert.Equal(expected, actual);
        Assert.Equal(frozen.Gradients["dense1.kernel"].ToArray(), untrained.Gradients["dense1.kernel"].ToArray());
        Assert.All(untrained.Gradients["batchnorm1.gamma"].ToArray(), static value => Assert.Equal(0, value));
    }

    private static IEnumerable<(string Name, Optimizer Optimizer)> Everything() =>
    [
        ("Sgd", Optimizer.Sgd(0.05)),
        ("Momentum with decay of all", Optimizer.Momentum(0.05) with { WeightDecay = 0.1, DecayAll = true }),
        ("Nesterov clipped, decay of all", Optimizer.Nesterov(0.05) with { ClipNorm = 0.5, WeightDecay = 0.1, DecayAll = true }),
        ("Adam", Optimizer.Adam(0.01)),
        ("Adam of PyTorch clipped", Optimizer.Adam(0.01, convention: Convention.PyTorch) with { ClipNorm = 0.1 }),
        ("AdamW of all", Optimizer.AdamW(0.01, 0.1) with { DecayAll = true }),
        ("AdamW of all, clipped", Optimizer.AdamW(0.01, 0.1) with { DecayAll = true, ClipNorm = 0.1 }),
        ("RMSProp with momentum", Optimizer.RmsProp(0.01, momentum: 0.9) with { L2 = 0.1 }),
        ("Adagrad", Optimizer.Adagrad(0.05)),
    ];

    private static Network Train(string arguments, string optimizer, out Snapshot before)
    {
        Network network = Create(arguments);
        before = new Snapshot(
            network.StatisticArena.Span.ToArray(), network.Parameters["batchnorm1.gamma"].ToArray(), network.Parameters["batchnorm1.beta"].ToArray(),
            network.Parameters["dense1.kernel"].ToArray(), network.Parameters["dense2.kernel"].ToArray());
        History history = network.Fit(
            Data(network), new FitOptions { Epochs = 1, BatchSize = 8, Optimizer = Everything().First(pair => pair.Name == optimizer).Optimizer });
        Assert.Equal(Rows / 8, history.Steps);
        return network;
    }

    private static Network Create(string arguments)
    {
        Network network = CompilerHarness.Create(
            $"using StaticNet;\n[Input(4), Dense(7), BatchNorm(Gamma = Initializer.Uniform, GammaMin = 0.5, GammaMax = 2, "
            + $"Beta = Initializer.Normal, MovingMean = Initializer.Normal, MovingVariance = Initializer.Uniform, {arguments}), Tanh, Dense(3)]\n"
            + "public sealed partial class Net;");
        return network;
    }

    private static MemoryDataSet Data(Network network) => DataSet.FromArrays(
        Networks.Architectures.Input(network, Rows), 4, Networks.Architectures.Input(network, Rows, offset: 2, seed: 2)[..(Rows * 3)], 3);

    private sealed record Snapshot(float[] Statistics, float[] Gamma, float[] Beta, float[] Kernel, float[] LastKernel);
}
