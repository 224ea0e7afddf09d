using StaticNet.Kernels;

namespace StaticNet.Generator.Tests.BatchNorms;

/// <summary>Statistics gathered anew, against formulas in double.</summary>
public sealed class RecalibrationTests
{
    private const int Rows = 101;

    private static readonly int[] _batchSizes = [1, 2, 7, 32, 101, 1000];

    [Theory]
    [InlineData("Input(35), BatchNorm", 1, 0)]
    [InlineData("Input(35), BatchNorm", 1, 10_000)]
    [InlineData("Input(4, 5), BatchNorm", 4, 100)]
    [InlineData("Input(4, 5), BatchNorm(axis: 1)", 5, 100)]
    [InlineData("Input(3, 4, 5), BatchNorm(axis: 2)", 15, -1000)]
    [InlineData("Input(6), BatchNorm(Average = MovingAverage.Cumulative, RunningVariance = RunningVariance.Unbiased)", 1, 3)]
    public void Population_of_one_layer_is_mean_and_variance_of_the_data(string layers, int valuesPerSample, double offset)
    {
        Network network = Create(layers);
        DataSet data = Data(network, offset, out float[] features);
        BatchNormLayout layout = Assert.Single(network.Layout.BatchNorms);
        (double[] mean, double[] variance) = Moments(features, layout);
        foreach (int batchSize in _batchSizes)
        {
            network.RecalibrateStatistics(data, Recalibration.Population, batchSize);
            for (int channel = 0; channel < layout.Channels; channel++)
            {
                double rounding = (6e-8 * Math.Abs(mean[channel])) + (1e-6 * Math.Sqrt(variance[channel]));
                Assert.Equal(mean[channel], network.Statistics["batchnorm1.moving_mean"][channel], rounding);
                Assert.Equal(variance[channel], network.Statistics["batchnorm1.moving_variance"][channel], 1e-6 * variance[channel]);
            }
        }

        Assert.Equal(valuesPerSample, layout.ValuesPerSample);
    }

    [Theory]
    [InlineData("Input(35), BatchNorm", 8)]
    [InlineData("Input(35), BatchNorm", 33)]
    [InlineData("Input(4, 5), BatchNorm(axis: 1, momentum: 0.5)", 1)]
    [InlineData("Input(4, 5), BatchNorm(axis: 1, RunningVariance = RunningVariance.Unbiased)", 10)]
    public void BatchAverage_is_the_papers_formula(string layers, int batchSize)
    {
        Network network = Create(layers);
        DataSet data = Data(network, 2, out float[] features);
        BatchNormLayout layout = network.Layout.BatchNorms[0];
        network.RecalibrateStatistics(data, Recalibration.BatchAverage, batchSize);
        int batches = Rows / batchSize;
        var mean = new double[layout.Channels];
        var variance = new double[layout.Channels];
        double values = batchSize * layout.ValuesPerSample;
        for (int batch = 0; batch < batches; batch++)
        {
            int size = batchSize * network.Layout.InputSize;
            (double[] batchMean, double[] batchVariance) = Moments(features.AsSpan(batch * size, size), layout);
            for (int channel = 0; channel < layout.Channels; channel++)
            {
                mean[channel] += batchMean[channel] / batches;
                variance[channel] += values / (values - 1) * batchVariance[channel] / batches;
            }
        }

        for (int channel = 0; channel < layout.Channels; channel++)
        {
            Assert.Equal(mean[channel], network.Statistics["batchnorm1.moving_mean"][channel], 1e-6 * (1 + Math.Abs(mean[channel])));
            Assert.Equal(variance[channel], network.Statistics["batchnorm1.moving_variance"][channel], 1e-6 * variance[channel]);
        }
    }

    /// <summary>
    /// Wherever BatchNorms stand: the input of each, taken from a network cut off before it that predicts with the statistics found so far.
    /// </summary>
    [Fact]
    public void Population_of_deep_networks_is_that_of_what_each_layer_is_given()
    {
        string[] layers =
        [
            "Input(6)", "Dense(33)", "Relu", "BatchNorm", "Dropout(0.5)", "Dense(40, bias: false)", "BatchNorm(axis: 1)", "Tanh(Name = \"a\")", "Dense(40)", "BatchNorm",
            "Add(\"a\")", "BatchNorm(FrozenStatistics = true)", "BatchNorm", "Dense(3)",
        ];
        Network network = Create(string.Join(", ", layers));
        DataSet data = Data(network, 0.5, out float[] features);
        float[] frozen = network.Statistics["batchnorm4.moving_mean"].ToArray();
        network.RecalibrateStatistics(data, batchSize: 17);
        Assert.Equal(frozen, network.Statistics["batchnorm4.moving_mean"].ToArray());
        Assert.Equal(["batchnorm1", "batchnorm2", "batchnorm3", "batchnorm5"], network.Layout.BatchNorms.Select(static layout => layout.Name));
        int found = 0;
        for (int end = 0; end < layers.Length; end++)
        {
            bool isMoving = layers[end].StartsWith("BatchNorm", StringComparison.Ordinal) && !layers[end].Contains("Frozen", StringComparison.Ordinal);
            if (!isMoving)
            {
                continue;
            }

            string name = network.Layout.BatchNorms[found++].Name;
            Network cut = Create(string.Join(", ", layers[..end]));
            foreach (ParameterView parameter in cut.Parameters)
            {
                parameter.CopyFrom(network.Parameters[parameter.Name].ToArray());
            }

            foreach (ParameterView statistic in cut.Statistics)
            {
                statistic.CopyFrom(network.Statistics[statistic.Name].ToArray());
            }

            int columns = cut.Layout.OutputSize;
            var given = new float[Rows * columns];
            cut.PredictUnfolded(features, given);
            (double[] mean, double[] variance) = Moments(given, new BatchNormLayout(name, 0, 1, columns, columns, 0));
            for (int channel = 0; channel < columns; channel++)
            {
                Assert.Equal(mean[channel], network.Statistics[name + ".moving_mean"][channel], 1e-5 * (1 + Math.Sqrt(variance[channel])));
                Assert.Equal(variance[channel], network.Statistics[name + ".moving_variance"][channel], (1e-4 * variance[channel]) + 1e-9);
            }
        }

        Assert.Equal(4, found);
    }

    /// <summary>With the statistics of all rows, predicting them is what training on all of them at once gives.</summary>
    [Theory]
    [InlineData("Input(6), Dense(9), BatchNorm, Relu, Dense(7), BatchNorm, Dense(3)")]
    [InlineData("Input(4, 5), BatchNorm(axis: 1), Dense(6), Gelu, BatchNorm, Flatten, Dense(3)")]
    [InlineData("Input(5), Standardize, Dense(9), BatchNorm, Tanh, Dropout(0.4), Dense(3)")]
    public void Predicting_then_agrees_with_training_on_all_rows(string layers)
    {
        Network network = Create(layers);
        DataSet data = Data(network, 1, out float[] features);
        network.FitNormalizers(data);
        var trained = new float[Rows * 3];
        var predicted = new float[Rows * 3];
        network.Reserve(Rows);
        network.MuteNoise(Rows);
        float[] statistics = network.StatisticArena.Span.ToArray();
        network.Forward(features, trained);
        statistics.CopyTo(network.StatisticArena.Span);
        network.RecalibrateStatistics(data);
        network.PredictUnfolded(features, predicted);
        for (int i = 0; i < trained.Length; i++)
        {
            Assert.Equal(trained[i], predicted[i], 1e-5f);
        }
    }

    [Fact]
    public void Nothing_but_the_statistics_changes()
    {
        Network network = Create("Input(6), Dense(9), BatchNorm(Average = MovingAverage.Cumulative), Dropout(0.3), Relu, Dense(3)");
        DataSet data = Data(network, 0, out float[] features);
        float[] parameters = network.ParameterArena.Span.ToArray();
        foreach (Recalibration method in Enum.GetValues<Recalibration>())
        {
            network.RecalibrateStatistics(data, method, 10);
            Assert.Equal(parameters, network.ParameterArena.Span.ToArray());
            Assert.Equal(0ul, network.Step);
            Assert.False(network.KeepsNoise);
            Assert.Equal(method == Recalibration.Population ? 11 : 10, network.Statistics["batchnorm1.batches"][0]);
            Assert.Throws<InvalidOperationException>(() => network.Backward(features.AsSpan(0, 3)));
        }
    }

    [Fact]
    public void A_later_training_does_not_warn_of_initial_statistics()
    {
        Network network = Create("Input(6), Dense(9), BatchNorm, Relu, Dense(3)");
        DataSet data = Data(network, 0, out _);
        network.RecalibrateStatistics(data);
        Assert.DoesNotContain(
            network.Fit(data, new FitOptions { Epochs = 1, Optimizer = Optimizer.Sgd(1e-6) }).Warnings,
            static warning => warning.Contains("initial", StringComparison.Ordinal));
    }

    [Fact]
    public void What_cannot_be_is_refused_and_the_network_is_as_it_was()
    {
        Network network = Create("Input(2), BatchNorm, Dense(2), BatchNorm");
        var good = DataSet.FromArrays([1, 2, 3, 4, 5, 7], 2, new float[3], 1);
        float[] before = network.StatisticArena.Span.ToArray();
        Throws<ArgumentException>("features", network, DataSet.FromArrays([1, 2, 3], 3, new float[1], 1));
        Throws<ArgumentException>("NaN", network, DataSet.FromArrays([1, 2, 3, float.NaN], 2, new float[2], 1, allowNonFinite: true));
        Throws<ArgumentException>("NaN or infinite", network, DataSet.FromArrays([1, 2, 3e38f, 4, -3e38f, 9], 2, new float[3], 1));
        Throws<ArgumentException>("two or more rows", network, good, Recalibration.BatchAverage, 1);
        Throws<ArgumentException>("no variance", network, DataSet.FromArrays([1, 2], 2, new float[1], 1), Recalibration.BatchAverage);
        Throws<ArgumentOutOfRangeException>("batchSize", network, good, Recalibration.Population, 0);
        Throws<ArgumentOutOfRangeException>("Population", network, good, (Recalibration)9);
        Throws<InvalidOperationException>("no BatchNorm", Create("Input(2), Dense(2), BatchNorm(FrozenStatistics = true)"), good);
        Throws<InvalidOperationException>("normalisers", Create("Input(2), Standardize, BatchNorm"), good);
        Assert.Equal(before, network.StatisticArena.Span.ToArray());

        static void Throws<TException>(
            string words, Network network, DataSet data, Recalibration method = Recalibration.Population, int batchSize = 256)
            where TException : Exception =>
            Assert.Contains(words, Assert.Throws<TException>(() => network.RecalibrateStatistics(data, method, batchSize)).Message, StringComparison.Ordinal);
    }

    /// <summary>What a second pass allocates does not grow with the rows.</summary>
    [Fact]
    public void Rows_cost_no_memory()
    {
        Network network = Create("Input(6), Dense(40), BatchNorm, Relu, Dense(40), BatchNorm, Dense(3)");
        long few = Allocated(64);
        long many = Allocated(6400);
        Assert.True(many - few < 2000, $"{many - few} bytes more for 100 times the rows");

        long Allocated(int rows)
        {
            var data = DataSet.FromArrays(Networks.Architectures.Input(network, rows), 6, new float[rows], 1);
            network.RecalibrateStatistics(data, Recalibration.Population, 64);
            network.RecalibrateStatistics(data, Recalibration.BatchAverage, 64);
            long least = long.MaxValue;
            for (int i = 0; i < 3; i++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                network.RecalibrateStatistics(data, Recalibration.Population, 64);
                network.RecalibrateStatistics(data, Recalibration.BatchAverage, 64);
                least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            }

            return least;
        }
    }

    internal static (double[] Mean, double[] Variance) Moments(ReadOnlySpan<float> values, BatchNormLayout layout)
    {
        int rows = values.Length / layout.Columns;
        (int inner, int columns, int channels) = (layout.Inner, layout.Columns, layout.Channels);
        var reference = new BatchNormalizationReference(rows, columns, channels, (row, column) => inner == 0 ? column : row / inner % channels);
        var wide = new double[values.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = values[i];
        }

        return reference.Statistics(wide);
    }

    private static Network Create(string layers) => CompilerHarness.Create($"using StaticNet;\n[{layers}]\npublic sealed partial class Net;", seed: 3);

    private static MemoryDataSet Data(Network network, double offset, out float[] features)
    {
        features = Networks.Architectures.Input(network, Rows, offset);
        return DataSet.FromArrays(features, network.Layout.InputSize, new float[Rows * network.Layout.OutputSize], network.Layout.OutputSize);
    }
}
