namespace StaticNet.Generator.Tests.Prediction;

/// <summary>
/// What folding costs in digits, on random networks of a Dense and a BatchNorm in either order: both predictions against double precision, within the
/// bound that <c>docs/numerics.md</c> states.
/// </summary>
public sealed class FoldRoundingTests
{
    private const double Unit = 1.0 / (1 << 24);
    private const int Draws = 25;
    private const int Rows = 6;

    private static readonly int[] _widths = [1, 3, 16, 33, 100, 257];

    private static readonly Lazy<CompiledNetworks> _compiled = new(
        static () => new CompiledNetworks(_widths.SelectMany(static width => new[] { After(width), Before(width) })));

    [Fact]
    public void The_fold_stays_within_the_stated_bound()
    {
        double worst = 0;
        double worstOfExpected = 0;
        foreach (int width in _widths)
        {
            for (int seed = 0; seed < Draws; seed++)
            {
                foreach (bool isBefore in new[] { false, true })
                {
                    (double ofBound, double ofExpected) = Measure(isBefore, width, seed);
                    worst = Math.Max(worst, ofBound);
                    worstOfExpected = Math.Max(worstOfExpected, ofExpected);
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{worst:F3} of the bound, {worstOfExpected:F2} of what is expected");
        Assert.True(worst <= 1, $"{worst:F3} of the bound");
        Assert.True(worstOfExpected <= 4, $"{worstOfExpected:F2} of the expected rounding");

        // A bound that nothing comes near would say nothing.
        Assert.True(worstOfExpected > 0.1);
    }

    private static string After(int width) => $"[Input({width}), Dense(17), BatchNorm]";

    private static string Before(int width) => $"[Input({width}), BatchNorm, Dense(17)]";

    private static (double OfBound, double OfExpected) Measure(bool isBefore, int width, int seed)
    {
        Network network = _compiled.Value.Create(isBefore ? Before(width) : After(width), (ulong)seed);
        var random = new Random((1000 * width) + seed);
        float Normal(double deviation) => (float)(deviation * Networks.Architectures.Normal(random));

        // At the input, means beyond 16 deviations would not fold.
        double far = Math.Pow(10, random.NextDouble() * (isBefore ? 1 : 3));
        double[] mean = Fill(network.Statistics["batchnorm1.moving_mean"], () => Normal(isBefore ? far / 10 : far));
        double[] variance = Fill(network.Statistics["batchnorm1.moving_variance"], () => (float)(0.5 + random.NextDouble()));
        double[] gamma = Fill(network.Parameters["batchnorm1.gamma"], () => (float)(isBefore ? 1 + random.NextDouble() : Normal(1)));
        double[] beta = Fill(network.Parameters["batchnorm1.beta"], () => Normal(0.5));
        double[] bias = Fill(network.Parameters["dense1.bias"], () => Normal(1));
        double[] kernel = [.. network.Parameters["dense1.kernel"].ToArray().Select(static value => (double)value)];
        double[] scale = [.. gamma.Zip(variance, static (factor, square) => factor / Math.Sqrt(square + 1e-3f))];
        float[] input = [.. Enumerable.Range(0, Rows * width).Select(i => (float)((isBefore ? mean[i % width] : 0) + Normal(1)))];

        var folded = new float[Rows * 17];
        var unfolded = new float[Rows * 17];
        StaticNet.Predictor predictor = network.ToPredictor();
        Assert.False(predictor.SubtractsInputCenter);
        predictor.Predict(input, folded);
        network.PredictUnfolded(input, unfolded);
        double worst = 0;
        for (int row = 0; row < Rows; row++)
        {
            for (int j = 0; j < 17; j++)
            {
                double sum = bias[j];
                double magnitude = Math.Abs(bias[j]);
                for (int i = 0; i < width; i++)
                {
                    double x = input[(row * width) + i];
                    double w = kernel[(i * 17) + j];
                    sum += w * (isBefore ? ((x - mean[i]) * scale[i]) + beta[i] : x);
                    magnitude += Math.Abs(w) * (isBefore ? (Math.Abs(scale[i]) * (Math.Abs(x) + Math.Abs(mean[i]))) + Math.Abs(beta[i]) : Math.Abs(x));
                }

                double exact = isBefore ? sum : ((sum - mean[j]) * scale[j]) + beta[j];
                double size = isBefore ? magnitude : (Math.Abs(scale[j]) * (magnitude + Math.Abs(mean[j]))) + Math.Abs(beta[j]);
                worst = Math.Max(worst, Math.Abs(folded[(row * 17) + j] - exact) / size);
                worst = Math.Max(worst, Math.Abs(unfolded[(row * 17) + j] - exact) / size);
            }
        }

        return (worst / ((width + 8) * Unit), worst / (Math.Sqrt(width + 8) * Unit));
    }

    private static double[] Fill(ParameterView view, Func<float> draw)
    {
        for (int i = 0; i < view.Count; i++)
        {
            view[i] = draw();
        }

        return [.. view.ToArray().Select(static value => (double)value)];
    }
}
