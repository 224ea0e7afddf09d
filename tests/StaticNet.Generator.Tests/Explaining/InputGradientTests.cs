using StaticNet.Generator.Tests.Networks;

namespace StaticNet.Generator.Tests.Explaining;

/// <summary>Gradients of answers with respect to samples, and what is made of them; finite differences check every architecture elsewhere.</summary>
public sealed class InputGradientTests
{
    private const string Linear = "[Input(4)]\n[Dense(3), Softmax]";
    private const string Normalized = "[Input(4), Standardize]\n[Dense(12, bias: false), BatchNorm, Relu, Dropout(0.5)]\n[Dense(3), Softmax]";
    private const string Smooth = "[Input(4)]\n[Dense(20), Tanh]\n[Dense(2), Softmax]";
    private const string Colored = "[Input(2, 3, 3), Flatten]\n[Dense(2)]";
    private const string Priced = "[Input(4)]\n[Dense(2)]\n[TargetStandardize]";

    private static readonly CompiledNetworks _networks = new([Linear, Normalized, Smooth, Colored, Priced]);

    private static readonly float[] _sample = [0.5f, -1, 2, 0.25f];

    [Fact]
    public void Of_a_linear_network_it_is_the_kernel()
    {
        Network network = _networks.Create(Linear, seed: 2);

        for (int output = 0; output < 3; output++)
        {
            float[] expected = [.. Enumerable.Range(0, 4).Select(input => network.Parameters["dense1.kernel"][input, output])];
            Assert.Equal(expected, InputGradient.Of(network, _sample, output));
            Assert.Equal(expected.Select(MathF.Abs), InputGradient.Saliency(network, _sample, output));
        }
    }

    [Fact]
    public void Of_standardised_targets_it_is_in_their_unit()
    {
        Network network = _networks.Create(Priced, seed: 2);
        float[] targets = [.. Enumerable.Range(0, 20).Select(static i => i % 2 == 0 ? 1000f * i : 0.01f * i)];
        network.FitNormalizers(DataSet.FromArrays(Architectures.Input(network, 10), 4, targets, 2));

        float[] gradient = InputGradient.Of(network, _sample, output: 0);

        float scale = network.Statistics["targetstandardize1.scale"][0];
        Assert.All(
            Enumerable.Range(0, 4),
            input => Assert.Equal(network.Parameters["dense1.kernel"][input, 0] / scale, gradient[input], 1e-3));
    }

    /// <summary>BatchNorm does not see the batch, and dropout does not draw: each sample has its own gradient, the same every time.</summary>
    [Fact]
    public void Samples_do_not_see_each_other()
    {
        Network network = _networks.Create(Normalized, seed: 2);
        float[] samples = Architectures.Input(network, 6);
        network.Fit(DataSet.FromArrays(samples, 4, [0, 1, 2, 0, 1, 2], 3), new FitOptions { Epochs = 2, BatchSize = 3 });
        int[] outputs = [0, 1, 2, 2, 1, 0];
        var together = new float[samples.Length];

        InputGradient.Of(network, samples, outputs, together);

        for (int row = 0; row < outputs.Length; row++)
        {
            float[] alone = InputGradient.Of(network, samples.AsSpan(row * 4, 4), outputs[row]);
            Assert.All(alone.Zip(together.Skip(row * 4)), static pair => Assert.Equal(pair.Second, pair.First, 1e-5));
        }
    }

    /// <summary>Central differences of the logarithms of probabilities: what a user would check it with.</summary>
    [Fact]
    public void It_is_the_slope_of_the_logit()
    {
        Network network = _networks.Create(Smooth, seed: 2);
        float[] first = InputGradient.Of(network, _sample, 0);
        float[] second = InputGradient.Of(network, _sample, 1);

        for (int i = 0; i < 4; i++)
        {
            const float Step = 1e-2f;
            double Difference(float move)
            {
                float[] moved = [.. _sample];
                moved[i] += move;
                var probabilities = new float[2];
                network.PredictUnfolded(moved, probabilities);
                return Math.Log(probabilities[0] / probabilities[1]);
            }

            Assert.Equal((Difference(Step) - Difference(-Step)) / (2 * Step), first[i] - second[i], 2e-3);
        }
    }

    [Fact]
    public void Integrated_gradients_add_up_to_what_the_logit_gains()
    {
        Network network = _networks.Create(Smooth, seed: 2);
        float[] baseline = [1, 0, -1, 0.5f];
        var logits = new float[4];
        network.InferencePass([.. _sample, .. baseline], 2);
        network.ReadLogits(logits, 2);

        float[] contributions = InputGradient.Integrated(network, _sample, 1, baseline);

        Assert.Equal(logits[1] - logits[3], contributions.Sum(static value => (double)value), 1e-3);

        float[] same = [_sample[0], 0, 0, 0];
        Assert.Equal(0, InputGradient.Integrated(network, _sample, 1, same)[0]);
    }

    [Fact]
    public void A_pixel_of_several_channels_has_the_saliency_of_the_largest()
    {
        Network network = _networks.Create(Colored, seed: 2);
        float[] sample = [.. Enumerable.Range(0, 18).Select(static i => (float)i)];

        float[] saliency = InputGradient.Saliency(network, sample, 1);

        Assert.Equal(6, saliency.Length);
        for (int pixel = 0; pixel < 6; pixel++)
        {
            Assert.Equal(
                Enumerable.Range(0, 3).Max(channel => Math.Abs(network.Parameters["dense1.kernel"][(pixel * 3) + channel, 1])), saliency[pixel]);
        }
    }

    [Fact]
    public void What_a_forward_pass_kept_is_gone()
    {
        Network network = _networks.Create(Linear, seed: 2);
        network.Forward(_sample, new float[3]);

        InputGradient.Of(network, _sample, 0);

        Assert.Throws<InvalidOperationException>(() => network.Backward(new float[3]));
    }

    [Fact]
    public void Wrong_lengths_and_outputs_are_refused()
    {
        Network network = _networks.Create(Linear);

        Assert.Contains("has 4 values; 3 came", Assert.Throws<ArgumentException>(() => InputGradient.Of(network, new float[3], 0)).Message, StringComparison.Ordinal);
        Assert.Contains("has outputs 0 to 2", Assert.Throws<ArgumentOutOfRangeException>(() => InputGradient.Of(network, _sample, 3)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => InputGradient.Of(network, new float[8], [0, 1, 2], new float[8]));
        Assert.Throws<ArgumentException>(() => InputGradient.Integrated(network, _sample, 0, new float[1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => InputGradient.Integrated(network, _sample, 0, steps: 0));
    }
}
