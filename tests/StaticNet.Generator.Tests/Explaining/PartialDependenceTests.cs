using StaticNet.Generator.Tests.Networks;

namespace StaticNet.Generator.Tests.Explaining;

/// <summary>What networks give on average if a column has a value, beside what is known of them and beside plain loops.</summary>
public sealed class PartialDependenceTests
{
    private const int Rows = 300;

    private const string Linear = "[Input(3)]\n[Dense(2)]";
    private const string Curved = "[Input(3)]\n[Dense(20), Tanh]\n[Dense(2), Softmax]";

    private static readonly CompiledNetworks _networks = new([Linear, Curved]);

    [Fact]
    public void Of_a_linear_network_it_is_a_line_as_steep_as_the_weight()
    {
        Network network = _networks.Create(Linear, seed: 2);

        PartialDependence dependence = PartialDependence.Of(network.ToPredictor(), Data(network), column: 1);

        Assert.Equal(20, dependence.Values.Count);
        for (int output = 0; output < 2; output++)
        {
            double weight = network.Parameters["dense1.kernel"][1, output];
            IReadOnlyList<double> mean = dependence.Mean(output);
            for (int i = 1; i < 20; i++)
            {
                Assert.Equal(weight, (mean[i] - mean[0]) / (dependence.Values[i] - dependence.Values[0]), 1e-4);
            }

            // The rows differ by what the other columns say, wherever this one stands.
            Assert.Equal(dependence.Upper(output)[0] - dependence.Lower(output)[0], dependence.Upper(output)[19] - dependence.Lower(output)[19], 1e-4);
            Assert.True(dependence.Lower(output)[3] < mean[3] && mean[3] < dependence.Upper(output)[3]);
        }
    }

    [Fact]
    public void It_is_the_mean_over_the_rows_with_the_column_set()
    {
        Network network = _networks.Create(Curved, seed: 2);
        MemoryDataSet data = Data(network);
        Predictor predictor = network.ToPredictor();

        PartialDependence dependence = PartialDependence.Of(predictor, data, column: 2, points: 7, lower: 0, upper: 100);

        float[] column = [.. Enumerable.Range(0, Rows).Select(row => data.Row(row)[2])];
        Assert.Equal(column.Min(), dependence.Values[0]);
        Assert.Equal(column.Max(), dependence.Values[6]);
        for (int point = 0; point < 7; point++)
        {
            double sum = 0;
            for (int row = 0; row < Rows; row++)
            {
                float[] sample = data.Row(row).ToArray();
                sample[2] = (float)dependence.Values[point];
                var output = new float[2];
                predictor.Predict(sample, output);
                sum += output[1];
            }

            Assert.Equal(sum / Rows, dependence.Mean(1)[point], 1e-5);
        }
    }

    [Fact]
    public void Threads_change_no_figure()
    {
        Network network = _networks.Create(Curved, seed: 2);
        MemoryDataSet data = Data(network);
        PartialDependence one = PartialDependence.Of(network.ToPredictor(), data, 0, threads: 1);
        PartialDependence many = PartialDependence.Of(network.ToPredictor(), data, 0, threads: 4);

        Assert.Equal(one.Mean(1), many.Mean(1));
        Assert.Equal(one.Lower(1), many.Lower(1));
        Assert.Equal(
            PairDependence.Of(network.ToPredictor(), data, 0, 1, threads: 1).Mean(),
            PairDependence.Of(network.ToPredictor(), data, 0, 1, threads: 4).Mean());
    }

    [Fact]
    public void Few_values_are_all_taken_and_one_is_one()
    {
        Network network = _networks.Create(Linear, seed: 2);
        float[] features = [.. Enumerable.Range(0, 60).Select(static i => i % 3 == 0 ? i % 2 : i % 3 == 1 ? 4f : 0.1f * i)];
        MemoryDataSet data = DataSet.FromArrays(features, 3, new float[20 * 2], 2);

        Assert.Equal([0, 1], PartialDependence.Of(network.ToPredictor(), data, 0).Values);
        Assert.Equal([4], PartialDependence.Of(network.ToPredictor(), data, 1).Values);
        Assert.Equal(5, PartialDependence.Of(network.ToPredictor(), data, 2, points: 5).Values.Count);
    }

    [Fact]
    public void Two_columns_of_a_linear_network_do_not_interact()
    {
        Network network = _networks.Create(Linear, seed: 2);

        PairDependence pair = PairDependence.Of(network.ToPredictor(), Data(network), 0, 2, points: 5);

        double[,] mean = pair.Mean(1);
        Assert.Equal((5, 5), (mean.GetLength(0), mean.GetLength(1)));
        for (int i = 1; i < 5; i++)
        {
            for (int j = 1; j < 5; j++)
            {
                Assert.Equal(mean[i, 0] + mean[0, j] - mean[0, 0], mean[i, j], 1e-4);
            }
        }

        double slope = (mean[4, 0] - mean[0, 0]) / (pair.FirstValues[4] - pair.FirstValues[0]);
        Assert.Equal(network.Parameters["dense1.kernel"][0, 1], slope, 1e-4);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Network network = _networks.Create(Linear, seed: 2);
        Predictor predictor = network.ToPredictor();
        MemoryDataSet data = Data(network);

        Assert.Contains(
            "columns 0 to 2", Assert.Throws<ArgumentOutOfRangeException>(() => PartialDependence.Of(predictor, data, 3)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => PartialDependence.Of(predictor, data, 0, points: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PartialDependence.Of(predictor, data, 0, lower: 60, upper: 40));
        Assert.Throws<ArgumentOutOfRangeException>(() => PartialDependence.Of(predictor, data, 0, threads: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => PartialDependence.Of(predictor, data, 0).Mean(2));
        Assert.Throws<ArgumentException>(() => PairDependence.Of(predictor, data, 1, 1));
        Assert.Throws<ArgumentException>(() => PartialDependence.Of(predictor, DataSet.FromArrays(new float[8], 4, new float[2], 1), 0));
        float[] features = Architectures.Input(network, 5);
        features[4] = float.NaN;
        MemoryDataSet broken = DataSet.FromArrays(features, 3, new float[10], 2, allowNonFinite: true);
        Assert.Contains(
            "Column 1 of row 1 is NaN", Assert.Throws<ArgumentException>(() => PartialDependence.Of(predictor, broken, 1)).Message, StringComparison.Ordinal);
    }

    private static MemoryDataSet Data(Network network) =>
        DataSet.FromArrays(Architectures.Input(network, Rows), 3, new float[Rows * 2], 2);
}
