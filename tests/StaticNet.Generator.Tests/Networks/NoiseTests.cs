using System.Runtime.InteropServices;
using StaticNet.Kernels;

namespace StaticNet.Generator.Tests.Networks;

/// <summary>What layers of noise do to values in training, within sampling error, and that none of it is left when predicting.</summary>
public sealed class NoiseTests
{
    private const int Rows = 640;
    private const int Columns = 200;
    private const int Count = Rows * Columns;

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    public void GaussianDropout_has_factors_of_the_moments_of_Dropout(double rate)
    {
        float[] factors = Train($"GaussianDropout({Text(rate)})", Filled(1));
        AssertMoments(factors, 1, rate / (1 - rate));
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.7)]
    public void GaussianNoise_adds_terms_of_mean_0_and_its_deviation(double deviation)
    {
        float[] x = [.. Enumerable.Range(0, Count).Select(static i => i % 7 / 8f)];
        float[] y = Train($"GaussianNoise({Text(deviation)})", x);
        AssertMoments([.. y.Zip(x, static (noisy, value) => noisy - value)], 0, deviation * deviation);
    }

    /// <summary>What Klambauer et al. choose a and b for. At 0.67646 a is 1 but for rounding.</summary>
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.3)]
    [InlineData(0.67646)]
    [InlineData(0.9)]
    public void AlphaDropout_keeps_mean_0_and_variance_1(double rate)
    {
        float[] y = Train($"AlphaDropout({Text(rate)})", Normal());
        AssertMoments(y, 0, 1);
        (float dropped, int count) = y.GroupBy(static value => value).Select(static group => (group.Key, group.Count())).MaxBy(static group => group.Item2);
        double a = Math.Pow((1 - rate) * (1 + (rate * 1.7580993408473766 * 1.7580993408473766)), -0.5);
        Assert.Equal(-1.7580993408473766 * a * (1 - rate), dropped, 1e-6);
        Assert.Equal(rate, count / (double)Count, 5 * Math.Sqrt(rate * (1 - rate) / Count));
    }

    /// <summary>The rate at which a is 1 in single precision, which stands for no noise in a mask.</summary>
    [Fact]
    public void AlphaDropout_that_does_not_scale_shifts_all_the_same()
    {
        const double Rate = 1 - (1 / (1.7580993408473766 * 1.7580993408473766));
        float[] y = Train($"AlphaDropout({Text(Rate)})", Filled(1));
        float[] found = [.. y.Distinct().Order()];
        Assert.Equal(2, found.Length);
        Assert.Equal(1.7580993408473766 * (Rate - 1), found[0], 1e-6);
        Assert.Equal(1 + (1.7580993408473766 * Rate), found[1], 1e-6);
    }

    /// <summary>The gradient is that of Dropout by the same factors, and passes a sum as it is.</summary>
    [Fact]
    public void Gradients_meet_the_noise_of_their_pass()
    {
        var gradient = new float[Count];
        Network network = Create("GaussianDropout(0.3)");
        var factors = new float[Count];
        network.Forward(Filled(1), factors);
        network.Backward(Filled(2), gradient);
        Assert.Equal(factors.Select(static factor => 2 * factor), gradient);

        Network sum = Create("GaussianNoise(0.3)");
        sum.Forward(Filled(1), new float[Count]);
        sum.Backward(Filled(2), gradient);
        Assert.Equal(Filled(2), gradient);
    }

    [Theory]
    [InlineData("GaussianDropout(0.3)")]
    [InlineData("GaussianNoise(0.3)")]
    [InlineData("AlphaDropout(0.3)")]
    public void Every_step_and_layer_draws_its_own_and_every_run_the_same(string layer)
    {
        float[] x = Filled(1);
        Network network = Create(layer);
        var first = new float[Count];
        var second = new float[Count];
        network.Forward(x, first);
        network.Backward(x);
        network.Forward(x, second);
        Assert.NotEqual(first, second);
        Assert.Equal(first, Train(layer, x));

        // Muted, the second layer of two leaves what the first alone gives, which is another draw than that of the second alone.
        Network two = Create($"{layer}, {layer}");
        NoiseLayout[] layouts = two.Layout.Noises;
        Assert.Equal(2, layouts.Length);
        var both = new float[Count];
        two.Forward(x, both);
        two.KeepsNoise = true;
        int floats = Rows * Panel.PaddedColumns(Columns);
        MemoryMarshal.CreateSpan(ref two.Activation((nuint)layouts[1].Offset), floats).Fill(layouts[1].Neutral);
        two.Forward(x, second);
        Assert.Equal(first, second);
        Assert.NotEqual(both, second);
    }

    [Theory]
    [InlineData("GaussianDropout(0.3)")]
    [InlineData("GaussianNoise(0.3)")]
    [InlineData("AlphaDropout(0.3)")]
    public void Nothing_is_left_when_predicting(string layer)
    {
        float[] x = Normal();
        Network network = Create(layer);
        var y = new float[Count];
        network.PredictUnfolded(x, y);
        Assert.Equal(x, y);
        network.MuteNoise(0);
        network.Reserve(Rows);
        network.MuteNoise(Rows);
        network.Forward(x, y);
        Assert.Equal(x, y);

        float[] alone = new float[Rows * 3];
        float[] noisy = new float[Rows * 3];
        Create("Dense(3)").PredictUnfolded(x, alone);
        Create($"{layer}, Dense(3)").PredictUnfolded(x, noisy);
        Assert.Equal(alone, noisy);
        Assert.Equal(Create("Dense(3)").Layout.ArchitectureHash, Create($"{layer}, Dense(3)").Layout.ArchitectureHash);
    }

    private static void AssertMoments(float[] values, double mean, double variance)
    {
        double actual = values.Average(static value => (double)value);
        double[] squares = [.. values.Select(value => (value - mean) * (value - mean))];
        double spread = Math.Sqrt(squares.Average(square => (square - variance) * (square - variance)) / Count);

        // Five deviations of a mean of so many.
        Assert.Equal(mean, actual, 5 * Math.Sqrt(variance / Count));
        Assert.Equal(variance, squares.Average(), 5 * spread);
    }

    private static float[] Train(string layer, float[] x)
    {
        var y = new float[Count];
        Create(layer).Forward(x, y);
        return y;
    }

    private static Network Create(string layers) =>
        CompilerHarness.Create($"using StaticNet;\n[Input({Columns}), {layers}]\npublic sealed partial class Net;", seed: 5);

    private static float[] Filled(float value) => [.. Enumerable.Repeat(value, Count)];

    private static float[] Normal()
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, Count).Select(_ => (float)Architectures.Normal(random))];
    }

    private static string Text(double value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
