namespace StaticNet.Generator.Tests.BatchNorms;

/// <summary>Virtual batches and renormalisation in networks.</summary>
public sealed class SmallBatchTests
{
    private const int Rows = 21;

    /// <summary>Each part as a batch of its own.</summary>
    [Theory]
    [InlineData("Input(5), Dense(35), BatchNorm(@), Tanh, Dense(2)", 8, new[] { 8, 8, 5 })]
    [InlineData("Input(5), Dense(35), BatchNorm(@), Tanh, Dense(2)", 20, new[] { 11, 10 })]
    [InlineData("Input(3, 4), BatchNorm(axis: 1, @), Dense(7), Tanh", 4, new[] { 4, 4, 4, 4, 4, 1 })]
    [InlineData("Input(5), BatchNorm(@), Dense(4)", 100, new[] { 21 })]
    public void Parts_of_a_batch_are_normalised_on_their_own(string layers, int size, int[] parts)
    {
        Network whole = Create(layers.Replace("@", $"VirtualBatch = {size}", StringComparison.Ordinal));
        Network part = Create(layers.Replace("@", "momentum: 0.99", StringComparison.Ordinal));
        float[] input = Networks.Architectures.Input(whole, Rows);
        var output = new float[Rows * whole.Layout.OutputSize];
        whole.Forward(input, output);
        int first = 0;
        foreach (int samples in parts)
        {
            var expected = new float[samples * part.Layout.OutputSize];
            part.Forward(input.AsSpan(first * part.Layout.InputSize, samples * part.Layout.InputSize), expected);
            Assert.Equal(expected, output.AsSpan(first * part.Layout.OutputSize, expected.Length).ToArray());
            first += samples;
        }

        Assert.Equal(Rows, first);
    }

    [Fact]
    public void The_averages_move_once_a_batch_by_the_means_of_the_parts()
    {
        Network network = Create("Input(3), BatchNorm(momentum: 0, VirtualBatch = 7, RunningVariance = RunningVariance.Unbiased)");
        float[] input = Networks.Architectures.Input(network, Rows, offset: 2);
        network.Forward(input, new float[input.Length]);
        for (int column = 0; column < 3; column++)
        {
            double[] values = [.. Enumerable.Range(0, Rows).Select(row => (double)input[(row * 3) + column])];
            double variance = values.Chunk(7).Average(static part => part.Sum(value => Math.Pow(value - part.Average(), 2)) / 6);
            Assert.Equal(values.Average(), network.Statistics["batchnorm1.moving_mean"][column], 1e-5);
            Assert.Equal(variance, network.Statistics["batchnorm1.moving_variance"][column], 1e-5);
        }
    }

    /// <summary>A batch of one row is one part of one value, which has no variance.</summary>
    [Fact]
    public void A_single_value_is_refused_with_virtual_batches_too()
    {
        Network network = Create("Input(3), BatchNorm(VirtualBatch = 7)");
        Assert.Throws<InvalidOperationException>(() => network.Forward(new float[3], new float[3]));
    }

    [Fact]
    public void Without_room_for_corrections_renormalisation_is_batch_normalisation()
    {
        Network plain = Create("Input(5), Dense(35, bias: false), BatchNorm, Gelu, Dense(2)");
        Network renormalized = Create("Input(5), Dense(35, bias: false), BatchNorm(Renormalize = true, RMax = 1, DMax = 0), Gelu, Dense(2)");
        float[] input = Networks.Architectures.Input(plain, Rows);
        foreach (ParameterView statistic in plain.Statistics)
        {
            statistic.CopyFrom([.. Enumerable.Range(0, statistic.Count).Select(static i => 0.5f + (0.1f * i))]);
            renormalized.Statistics[statistic.Name].CopyFrom(statistic.ToArray());
        }

        var expected = new float[Rows * 2];
        var output = new float[Rows * 2];
        plain.Forward(input, expected);
        plain.Backward(expected);
        renormalized.Forward(input, output);
        renormalized.Backward(output);
        Assert.Equal(expected, output);
        Assert.Equal(plain.GradientArena.Span.ToArray(), renormalized.GradientArena.Span.ToArray());
        Assert.Equal(plain.StatisticArena.Span.ToArray(), renormalized.StatisticArena.Span.ToArray());
    }

    /// <summary>Within the bounds, training by a batch gives what predicting gives: x̂·r + d is normalised by the moving statistics.</summary>
    [Fact]
    public void Within_the_bounds_training_gives_what_predicting_gives()
    {
        Network network = Create("Input(5), BatchNorm(Renormalize = true, RMax = 100, DMax = 100), Dense(4), Tanh");
        network.Statistics["batchnorm1.moving_mean"].CopyFrom([1, -1, 0.5f, 2, 0]);
        network.Statistics["batchnorm1.moving_variance"].CopyFrom([0.5f, 2, 1, 4, 0.1f]);
        float[] input = Networks.Architectures.Input(network, Rows);
        var predicted = new float[Rows * 4];
        var trained = new float[Rows * 4];
        network.PredictUnfolded(input, predicted);
        network.Forward(input, trained);
        Assert.All(predicted.Zip(trained), static pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Theory]
    [InlineData("BatchNorm(VirtualBatch = 8)")]
    [InlineData("BatchNorm(Renormalize = true)")]
    [InlineData("BatchNorm(axis: 1, VirtualBatch = 3)")]
    [InlineData("BatchNorm(axis: 1, Renormalize = true)")]
    public void Both_train(string layer)
    {
        Network network = Create($"Input(3, 4), Dense(16, bias: false), {layer}, Relu, Flatten, Dense(3), Softmax");
        float[] features = Networks.Architectures.Input(network, 300);
        int[] labels = [.. Enumerable.Range(0, 300).Select(row => features[row * 12] < -0.4f ? 0 : features[row * 12] < 0.4f ? 1 : 2)];
        var data = DataSet.FromArrays(features, 12, labels, 3);
        History history = network.Fit(data, new FitOptions { Epochs = 25, BatchSize = 25, Optimizer = Optimizer.Adam(0.01) });
        Assert.True(history.Epochs[^1].Accuracy > 0.8, $"{history.Epochs[^1].Accuracy}");
        Assert.True(network.Evaluate(data).Accuracy > 0.8, $"{network.Evaluate(data).Accuracy}");
    }

    private static Network Create(string layers) => CompilerHarness.Create($"using StaticNet;\n[{layers}]\npublic sealed partial class Net;", seed: 2);
}
