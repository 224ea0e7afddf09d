namespace StaticNet.Generator.Tests.Networks;

/// <summary>BatchNorm of inputs with mean 1e4 and deviation 1, along either axis, against double precision.</summary>
public sealed class LargeOffsetTests
{
    private const int Batch = 33;
    private const int Positions = 4;
    private const int Columns = 35;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Training_keeps_its_digits(int axis)
    {
        Network network = CompilerHarness.Create(
            $"using StaticNet;\n\n[Input({Positions}, {Columns}), BatchNorm(axis: {axis}, momentum: 0)]\npublic sealed partial class Net;");
        int ChannelOf(int i) => axis == 1 ? i / Columns % Positions : i % Columns;
        float[] input = Architectures.Input(network, Batch, offset: 1e4);
        float[] outputGradient = Architectures.Input(network, Batch, seed: 2);
        var output = new float[input.Length];
        var inputGradient = new float[input.Length];

        network.Forward(input, output);
        network.Backward(outputGradient, inputGradient);

        foreach (IGrouping<int, int> channel in Enumerable.Range(0, input.Length).GroupBy(ChannelOf))
        {
            double mean = channel.Average(i => (double)input[i]);
            double variance = channel.Average(i => (input[i] - mean) * (input[i] - mean));
            double inverse = 1 / Math.Sqrt(variance + 1e-3f);
            double[] normalized = [.. channel.Select(i => (input[i] - mean) * inverse)];
            double dbeta = channel.Average(i => (double)outputGradient[i]);
            double dgamma = channel.Zip(normalized, (i, x) => outputGradient[i] * x).Average();
            Assert.Equal(mean, network.Statistics["batchnorm1.moving_mean"][channel.Key], 1e-3);
            Assert.Equal(variance, network.Statistics["batchnorm1.moving_variance"][channel.Key], 1e-6 * variance);
            foreach ((int i, double x) in channel.Zip(normalized))
            {
                Assert.Equal(x, output[i], 1e-6);
                Assert.Equal((outputGradient[i] - dbeta - (x * dgamma)) * inverse, inputGradient[i], 2e-6);
            }
        }
    }
}
