namespace StaticNet.Tests.Training;

public sealed class NormalizerTests
{
    [Theory]
    [InlineData("norm_standard", NormalizerKind.Standardize, 0, 0)]
    [InlineData("norm_minmax01", NormalizerKind.MinMax, 0, 1)]
    [InlineData("norm_minmax_custom", NormalizerKind.MinMax, -1, 1)]
    public void Fitting_reaches_the_strict_golden_tolerance(string id, NormalizerKind kind, double minimum, double maximum)
    {
        SafetensorsFile golden = GoldenFolder.Read(id);
        float[] fit = golden["x_fit"].ToArray<float>();
        int columns = (int)golden["x_fit"].Shape[1];
        LinearNetwork network = Identity(columns, (kind, minimum, maximum));
        network.FitNormalizers(Targets(fit, columns));
        AssertColumns(golden["f64/fit_output"].ToArray<double>(), Normalized(network, fit), columns);
        AssertColumns(golden["f64/output"].ToArray<double>(), Normalized(network, golden["x"].ToArray<float>()), columns);
    }

    [Fact]
    public void A_large_mean_costs_no_digits()
    {
        var random = new Random(3);
        float[] values = [.. Enumerable.Range(0, 10_000).Select(_ => 10_000 + (float)((random.NextDouble() - 0.5) * Math.Sqrt(12)))];
        double mean = values.Average(static value => (double)value);
        double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        LinearNetwork network = Identity(1, (NormalizerKind.Standardize, 0, 0));
        network.FitNormalizers(Targets(values, 1));
        Assert.Equal(mean, (double)network.Statistics["standardize1.center"][0] + network.Statistics["standardize1.center_low"][0], 1e-9);
        Assert.Equal(1 / deviation, network.Statistics["standardize1.scale"][0], 1e-7);
        float[] output = Normalized(network, values);
        Assert.Equal((values[7] - mean) / deviation, output[7], 2e-6);
    }

    [Theory]
    [InlineData(7.25f, 7.25f)]
    [InlineData(0.1f, 0.1f)]
    [InlineData(0, 0)]
    [InlineData(1e-40f, 1.4e-40f)]
    public void A_constant_column_is_only_centred(float first, float second)
    {
        LinearNetwork network = Identity(1, (NormalizerKind.Standardize, 0, 0));
        network.FitNormalizers(Targets([first, second, first], 1));
        Assert.Equal(1, network.Statistics["standardize1.scale"][0]);
        Assert.Equal(0, Normalized(network, [first])[0], 1e-7);
    }

    [Fact]
    public void A_constant_column_becomes_the_lower_end()
    {
        LinearNetwork network = Identity(1, (NormalizerKind.MinMax, -1, 1));
        network.FitNormalizers(Targets([7.25f, 7.25f], 1));
        Assert.Equal(-1, Normalized(network, [7.25f])[0], 1e-6);
    }

    [Fact]
    public void Each_normaliser_is_fitted_to_what_the_ones_before_make()
    {
        float[] values = [1, 10, 2, 30, 4, 20, 9, 40];
        LinearNetwork network = Identity(
            2, (NormalizerKind.Rescale, 5, -2), (NormalizerKind.MinMax, -1, 1), (NormalizerKind.Standardize, 0, 0));
        var data = new StreamedDataSet(Targets(values, 2));
        network.FitNormalizers(data);
        Assert.Equal(2, data.Passes);
        float[] output = Normalized(network, values);
        for (int column = 0; column < 2; column++)
        {
            float[] found = [.. Enumerable.Range(0, 4).Select(row => output[(row * 2) + column])];
            Assert.Equal(0, found.Average(), 1e-6);
            Assert.Equal(1, found.Average(static value => value * value), 1e-5);
        }

        // Rescale turned the order round, so the smallest value comes out largest.
        Assert.Equal(output.Where(static (_, i) => i % 2 == 0).Max(), output[0]);
    }

    [Fact]
    public void Fit_fits_them_once()
    {
        LinearNetwork network = Identity(2, (NormalizerKind.Standardize, 0, 0));
        Assert.False(network.NormalizersFitted);
        network.Fit(Targets([1, 2, 3, 4, 5, 9], 2), new FitOptions { Epochs = 1 });
        Assert.True(network.NormalizersFitted);
        float[] center = network.Statistics["standardize1.center"].ToArray();
        Assert.Equal([3, 5], center);
        network.Fit(Targets([10, 20, 30, 40], 2), new FitOptions { Epochs = 1 });
        Assert.Equal(center, network.Statistics["standardize1.center"].ToArray());
        network.FitNormalizers(Targets([10, 20, 30, 40], 2));
        Assert.Equal([20, 30], network.Statistics["standardize1.center"].ToArray());
    }

    [Fact]
    public void Nothing_to_fit_counts_as_fitted()
    {
        Assert.True(new LinearNetwork(LinearNetwork.LayoutOf(2, 2)).NormalizersFitted);
        Assert.True(Identity(2, (NormalizerKind.Rescale, 0, 2)).NormalizersFitted);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Values_that_are_not_finite_are_refused_by_column(float bad)
    {
        foreach (NormalizerKind kind in (NormalizerKind[])[NormalizerKind.Standardize, NormalizerKind.MinMax])
        {
            LinearNetwork network = Identity(2, (kind, 0, 1));
            DataSet data = DataSet.FromArrays([1, 2, 3, bad], 2, [0f, 0f, 0f, 0f], 2, allowNonFinite: true);
            ArgumentException exception = Assert.Throws<ArgumentException>(() => network.FitNormalizers(data));
            Assert.Contains("Column 1", exception.Message, StringComparison.Ordinal);
            Assert.False(network.NormalizersFitted);
            Assert.Equal([0, 0], network.Statistics[0].ToArray());
        }
    }

    [Fact]
    public void Data_of_another_width_are_refused() =>
        Assert.Throws<ArgumentException>(() => Identity(3, (NormalizerKind.Standardize, 0, 0)).FitNormalizers(TestData.Line(4)));

    /// <summary>A network that hands its normalised input on.</summary>
    private static LinearNetwork Identity(int columns, params (NormalizerKind Kind, double Minimum, double Maximum)[] normalizers)
    {
        var network = new LinearNetwork(LinearNetwork.LayoutOf(columns, columns, LossKind.MeanSquaredError, normalizers: normalizers));
        ParameterView kernel = network.Parameters["dense1.kernel"];
        for (int i = 0; i < kernel.Count; i++)
        {
            kernel[i] = i / columns == i % columns ? 1 : 0;
        }

        return network;
    }

    private static float[] Normalized(LinearNetwork network, float[] input)
    {
        var output = new float[input.Length];
        network.PredictUnfolded(input, output);
        return output;
    }

    private static MemoryDataSet Targets(float[] features, int columns) =>
        DataSet.FromArrays(features, columns, new float[features.Length], columns);

    private static void AssertColumns(double[] expected, float[] found, int columns)
    {
        for (int column = 0; column < columns; column++)
        {
            double largest = expected.Where((_, i) => i % columns == column).Max(Math.Abs);
            for (int i = column; i < expected.Length; i += columns)
            {
                Assert.Equal(expected[i], found[i], 2e-6 + (1e-5 * largest));
            }
        }
    }
}
