namespace StaticNet.Tests.Training;

public sealed class NormalizerTests
{
    private static readonly Dictionary<string, Normalizer> _golden = new()
    {
        ["norm_standard"] = Normalizer.Standardize(),
        ["norm_standard_no_mean"] = Normalizer.Standardize(center: false),
        ["norm_minmax01"] = Normalizer.MinMax(),
        ["norm_minmax_custom"] = Normalizer.MinMax(-1, 1),
        ["norm_maxabs"] = Normalizer.MaxAbs(),
        ["norm_robust"] = Normalizer.RobustScale(),
        ["norm_robust_q"] = Normalizer.RobustScale(10, 90),
    };

    public static TheoryData<string> Golden => [.. _golden.Keys];

    [Theory]
    [MemberData(nameof(Golden))]
    public void Fitting_reaches_the_strict_golden_tolerance(string id)
    {
        SafetensorsFile golden = GoldenFolder.Read(id);
        float[] fit = golden["x_fit"].ToArray<float>();
        int columns = (int)golden["x_fit"].Shape[1];
        LinearNetwork network = Identity(columns, _golden[id]);
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
        LinearNetwork network = Identity(1, Normalizer.Standardize());
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
        LinearNetwork network = Identity(1, Normalizer.Standardize());
        network.FitNormalizers(Targets([first, second, first], 1));
        Assert.Equal(1, network.Statistics["standardize1.scale"][0]);
        Assert.Equal(0, Normalized(network, [first])[0], 1e-7);
    }

    [Fact]
    public void A_constant_column_becomes_the_lower_end()
    {
        LinearNetwork network = Identity(1, Normalizer.MinMax(-1, 1));
        network.FitNormalizers(Targets([7.25f, 7.25f], 1));
        Assert.Equal(-1, Normalized(network, [7.25f])[0], 1e-6);
    }

    [Fact]
    public void Each_normaliser_is_fitted_to_what_the_ones_before_make()
    {
        float[] values = [1, 10, 2, 30, 4, 20, 9, 40];
        LinearNetwork network = Identity(
            2, Normalizer.Rescale(-2, 5), Normalizer.MinMax(-1, 1), Normalizer.Standardize());
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
        LinearNetwork network = Identity(2, Normalizer.Standardize());
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
        Assert.True(Identity(2, Normalizer.Rescale(2)).NormalizersFitted);
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void Values_that_are_not_finite_are_refused_by_row_and_column(float bad, string name)
    {
        foreach (Normalizer normalizer in (Normalizer[])[.. _golden.Values, Normalizer.Standardize(columns: [1])])
        {
            LinearNetwork network = Identity(2, normalizer);
            DataSet data = DataSet.FromArrays([1, 2, 3, bad], 2, [0f, 0f, 0f, 0f], 2, allowNonFinite: true);
            ArgumentException exception = Assert.Throws<ArgumentException>(() => network.FitNormalizers(data));
            Assert.StartsWith($"Row 1, column 1, of the data set is {name}: ", exception.Message, StringComparison.Ordinal);
            Assert.False(network.NormalizersFitted);
            Assert.Equal([0, 0], network.Statistics[0].ToArray());
        }
    }

    [Fact]
    public void Columns_that_are_not_selected_stay_as_they_are()
    {
        foreach (Normalizer normalizer in (Normalizer[])[
            Normalizer.Center([1]), Normalizer.Standardize(columns: [1]), Normalizer.MinMax(columns: [1]), Normalizer.MaxAbs([1]),
            Normalizer.RobustScale(columns: [1])])
        {
            float[] values = [float.NaN, 3, 2, 5, 7, 8];
            var output = new float[6];
            normalizer.Fit(values, 2).Normalize(values, output);
            Assert.Equal((5f - 3) / (8 - 3), (output[3] - output[1]) / (output[5] - output[1]), 1e-6f);
            Assert.Equal([float.NaN, 2, 7], [output[0], output[2], output[4]]);
        }
    }

    [Fact]
    public void Medians_of_many_columns_are_found_a_share_at_a_time()
    {
        const int Columns = 7;
        var random = new Random(1);
        float[] values = [.. Enumerable.Range(0, 101 * Columns).Select(_ => random.NextSingle())];
        var whole = new float[values.Length];
        Normalizer.RobustScale().Fit(values, Columns).Normalize(values, whole);

        // Three columns a pass.
        var fitting = new RobustScaleNormalizer.Fitting(25, 75, center: true, Columns, selected: null, keptValues: 310);
        int passes = 0;
        do
        {
            foreach (float[] row in values.Chunk(Columns))
            {
                fitting.Add(Array.ConvertAll(row, static value => (double)value));
            }

            passes++;
        }
        while (fitting.EndPass());

        var shared = new float[values.Length];
        fitting.Finish().Normalize(values, shared);
        Assert.Equal(3, passes);
        Assert.Equal(whole, shared);
    }

    [Fact]
    public void Logarithms_and_limits_come_before_fitting()
    {
        LinearNetwork network = Identity(2, Normalizer.Log(columns: [0]), Normalizer.Clip(-1, 5, columns: [1]), Normalizer.Standardize());
        network.FitNormalizers(Targets([0, 3, (float)(Math.E - 1), 7, 0, 1, (float)(Math.E - 1), 100], 2));
        Assert.Equal([0.5f, 3.5f], network.Statistics["standardize3.center"].ToArray());
        Assert.Equal(2, network.Statistics["standardize3.scale"][0], 1e-6);
        var row = new float[2];
        network.GetNormalizer("log1").Denormalize([0, 3], row);
        Assert.Equal([0, 3], row);
    }

    [Fact]
    public void What_has_no_logarithm_is_refused_by_row_and_column()
    {
        LinearNetwork network = Identity(2, Normalizer.Log(columns: [0]), Normalizer.Standardize());
        ArgumentException exception = Assert.Throws<ArgumentException>(() => network.FitNormalizers(Targets([0, -3, 5, -3, -2, -3], 2)));
        Assert.StartsWith("Row 2, column 0, is NaN after log1: standardize2 cannot be fitted to it.", exception.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string> Inverses =>
        ["Log", "Center", "Standardize", "MinMax", "MaxAbs", "RobustScale", "Rescale", "Pca", "Zca", "Decorrelate", "Correlation"];

    [Theory]
    [MemberData(nameof(Inverses))]
    public void Denormalize_takes_rows_back(string name)
    {
        Normalizer normalizer = name switch
        {
            "Log" => Normalizer.Log(0, [1, 3]),
            "Center" => Normalizer.Center(),
            "Standardize" => Normalizer.Standardize(unbiased: true),
            "MinMax" => Normalizer.MinMax(-1, 3),
            "MaxAbs" => Normalizer.MaxAbs(),
            "RobustScale" => Normalizer.RobustScale(5, 90),
            "Rescale" => Normalizer.Rescale(0.25, -3),
            "Pca" => Normalizer.Whiten(),
            "Zca" => Normalizer.Whiten(Whitening.Zca, 1e-3),
            "Decorrelate" => Normalizer.Whiten(Whitening.Decorrelate),
            _ => Normalizer.Whiten(standardize: true),
        };
        float[] values = Correlated(rows: 60, columns: 4, offset: 1e4);
        var normalized = new float[values.Length];
        var back = new float[values.Length];
        FittedNormalizer fitted = normalizer.Fit(values, 4);
        fitted.Normalize(values, normalized);
        fitted.Denormalize(normalized, back);

        // A logarithm around 9 is rounded to 5e-7 of what it was made of.
        float tolerance = name == "Log" ? 1e-2f : 2e-3f;
        Assert.All(values.Zip(back), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }

    [Fact]
    public void Whitening_leaves_no_correlation()
    {
        const int Columns = 5;
        float[] values = Correlated(rows: 300, Columns, offset: 1e4);
        foreach (Normalizer normalizer in (Normalizer[])[
            Normalizer.Whiten(), Normalizer.Whiten(Whitening.Zca), Normalizer.Whiten(standardize: true), Normalizer.Whiten(components: 3)])
        {
            FittedNormalizer fitted = normalizer.Fit(values, Columns);
            var white = new float[300 * fitted.Outputs];
            fitted.Normalize(values, white);
            for (int i = 0; i < fitted.Outputs; i++)
            {
                for (int j = 0; j < fitted.Outputs; j++)
                {
                    double product = Enumerable.Range(0, 300).Sum(row => (double)white[(row * fitted.Outputs) + i] * white[(row * fitted.Outputs) + j]) / 299;
                    Assert.Equal(i == j ? 1 : 0, product, 1e-3);
                }
            }
        }
    }

    [Fact]
    public void A_column_that_is_a_sum_of_others_leaves_an_empty_component()
    {
        var random = new Random(5);
        float[] values = [.. Enumerable.Range(0, 50).SelectMany(_ => new float[] { random.Next(64), random.Next(64) }.Append(0)).Chunk(3)
            .SelectMany(static row => new[] { row[0], row[1], row[0] + row[1] })];
        FittedNormalizer pca = Normalizer.Whiten().Fit(values, 3);
        var white = new float[values.Length];
        var back = new float[values.Length];
        pca.Normalize(values, white);
        pca.Denormalize(white, back);
        Assert.All(white.Where(static (_, i) => i % 3 == 2), static value => Assert.Equal(0, value));
        Assert.All(values.Zip(back), static pair => Assert.Equal(pair.First, pair.Second, 1e-3f));

        var zca = new float[values.Length];
        Normalizer.Whiten(Whitening.Zca).Fit(values, 3).Normalize(values, zca);
        Assert.All(zca.Chunk(3), static row => Assert.Equal(row[0] + row[1], row[2], 1e-4f));
    }

    [Fact]
    public void Whitening_selected_columns_leaves_the_others_in_order()
    {
        float[] values = Correlated(rows: 40, columns: 5, offset: 0);
        FittedNormalizer fitted = Normalizer.Whiten(components: 2, columns: [0, 2, 3]).Fit(values, 5);
        var output = new float[40 * 4];
        fitted.Normalize(values, output);
        for (int row = 0; row < 40; row++)
        {
            Assert.Equal(values[(row * 5) + 1], output[(row * 4) + 1]);
            Assert.Equal(values[(row * 5) + 4], output[(row * 4) + 3]);
        }

        float[] chosen = [.. values.Where(static (_, i) => i % 5 is 0 or 2 or 3)];
        var alone = new float[40 * 2];
        Normalizer.Whiten(components: 2).Fit(chosen, 3).Normalize(chosen, alone);
        Assert.Equal(alone, output.Where(static (_, i) => i % 4 is 0 or 2));
    }

    [Fact]
    public void Eigenvalues_of_very_unlike_sizes_are_all_accurate()
    {
        // diag(s)·C·diag(s) with C near the identity: high relative accuracy is possible, and asked for.
        const int Size = 6;
        double[] scales = [1, 1e-2, 1e-4, 1e3, 1e-7, 1e-9];
        var matrix = new double[Size * Size];
        for (int i = 0; i < Size; i++)
        {
            for (int j = 0; j < Size; j++)
            {
                matrix[(i * Size) + j] = scales[i] * scales[j] * (i == j ? 1 : 0.3 / (1 + Math.Abs(i - j)));
            }
        }

        var eigen = new SymmetricEigen([.. matrix], Size);
        Assert.Equal(eigen.Values.OrderDescending(), eigen.Values);
        for (int k = 0; k < Size; k++)
        {
            double[] vector = eigen.Vectors[k];
            Assert.Equal(1, vector.Sum(static value => value * value), 1e-14);
            for (int i = 0; i < Size; i++)
            {
                double product = Enumerable.Range(0, Size).Sum(j => matrix[(i * Size) + j] * vector[j]);
                Assert.Equal(product, eigen.Values[k] * vector[i], 1e-13 * scales[i] * Math.Sqrt(eigen.Values[k]));
            }
        }
    }

    [Fact]
    public void What_cannot_be_fitted_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Normalizer.MinMax(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Normalizer.MinMax(0, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Normalizer.RobustScale(0, 50));
        Assert.Throws<ArgumentOutOfRangeException>(() => Normalizer.RobustScale(60, 50));
        Assert.Throws<ArgumentOutOfRangeException>(() => Normalizer.RobustScale(60, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => Normalizer.Rescale(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Normalizer.Clip(2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Normalizer.Log(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Normalizer.Whiten(epsilon: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Normalizer.Whiten(Whitening.Zca, components: 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Normalizer.Whiten(components: 3).Fit([1, 2, 3, 4], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Normalizer.Center([2]).Fit([1, 2, 3, 4], 2));
        Assert.Throws<ArgumentException>(() => Normalizer.Whiten().Fit([1, 2], 2));
        Assert.Throws<ArgumentException>(() => Normalizer.Center().Fit([], 2));
        Assert.Throws<ArgumentException>(() => Normalizer.Center().Fit([1, 2, 3], 2));
        FittedNormalizer fitted = Normalizer.Center().Fit([1, 2, 3, 4], 2);
        Assert.Throws<ArgumentException>(() => fitted.Normalize(new float[3], new float[3]));
        Assert.Throws<ArgumentException>(() => fitted.Denormalize(new float[4], new float[2]));
    }

    [Fact]
    public void A_network_tells_what_its_normalisers_hold()
    {
        LinearNetwork network = Identity(2, Normalizer.Rescale(2), Normalizer.Standardize());
        Assert.Throws<InvalidOperationException>(() => network.GetNormalizer("standardize2"));
        network.FitNormalizers(Targets([1, 2, 3, 6], 2));
        var row = new float[2];
        network.GetNormalizer("standardize2").Denormalize([0, 1], row);
        Assert.Equal([4, 12], row);
        network.GetNormalizer("rescale1").Denormalize([4, 12], row);
        Assert.Equal([2, 6], row);
        Assert.Contains("rescale1, standardize2", Assert.Throws<ArgumentException>(() => network.GetNormalizer("dense1")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_of_another_width_are_refused() =>
        Assert.Throws<ArgumentException>(() => Identity(3, Normalizer.Standardize()).FitNormalizers(TestData.Line(4)));

    /// <summary>Rows whose columns depend on one another.</summary>
    private static float[] Correlated(int rows, int columns, double offset)
    {
        var random = new Random(7);
        var values = new float[rows * columns];
        for (int row = 0; row < rows; row++)
        {
            double last = 0;
            for (int column = 0; column < columns; column++)
            {
                last = (0.6 * last) + random.NextDouble() - 0.5;
                values[(row * columns) + column] = (float)(offset + last);
            }
        }

        return values;
    }

    /// <summary>A network that hands its normalised input on.</summary>
    private static LinearNetwork Identity(int columns, params Normalizer[] normalizers)
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
