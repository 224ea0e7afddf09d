using StaticNet.Generator.Tests.Networks;

namespace StaticNet.Generator.Tests.Explaining;

/// <summary>What features are worth, of networks whose answer to that is known.</summary>
public sealed class PermutationImportanceTests
{
    private const int Rows = 600;

    private const string Linear = "[Input(4)]\n[Dense(1)]";
    private const string Classes = "[Input(4)]\n[Dense(2), Softmax]";

    private static readonly CompiledNetworks _networks = new([Linear, Classes]);

    public static TheoryData<ImportanceScore> Losses => [ImportanceScore.RootMeanSquaredError, ImportanceScore.MeanAbsoluteError];

    /// <summary>A column shuffled moves a linear answer by w·(x' − x), whose mean square is 2·w²·variance.</summary>
    [Fact]
    public void A_linear_network_loses_twice_the_variance_that_a_column_brings()
    {
        Network network = Weighted(Linear, [3, 0, 1, 0.5f]);
        MemoryDataSet data = Exact(network);
        double variance = Enumerable.Range(0, Rows).Average(row => Math.Pow(data.Targets[row], 2)) - Math.Pow(data.Targets.ToArray().Average(), 2);

        PermutationImportance importance = PermutationImportance.Of(network.ToPredictor(), data, new PermutationOptions { Repeats = 20 });

        Assert.Equal(ImportanceScore.RSquared, importance.Score);
        Assert.Equal(1, importance.Baseline, 1e-9);
        Assert.Equal([0, 2, 3, 1], importance.Ranked.Select(static feature => feature.Columns[0]));
        Assert.All(importance.Features[1].Drops, static drop => Assert.Equal(0, drop));
        foreach ((int column, double weight) in new[] { (0, 3.0), (2, 1.0), (3, 0.5) })
        {
            double mean = Enumerable.Range(0, Rows).Average(row => data.Row(row)[column]);
            double spread = Enumerable.Range(0, Rows).Average(row => Math.Pow(data.Row(row)[column] - mean, 2));
            double expected = 2 * weight * weight * spread / variance;
            Assert.Equal(expected, importance.Features[column].Mean, 0.06 * expected);
            Assert.True(importance.Features[column].Deviation > 0);
            Assert.Equal(20, importance.Features[column].Drops.Count);
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Losses_rise(ImportanceScore score)
    {
        Network network = Weighted(Linear, [3, 0, 1, 0.5f]);

        PermutationImportance importance = PermutationImportance.Of(network.ToPredictor(), Exact(network), new PermutationOptions { Score = score });

        Assert.Equal(0, importance.Baseline, 1e-6);
        Assert.Equal(0, importance.Features[1].Mean, 1e-9);
        Assert.True(importance.Features[0].Mean > 2 && importance.Features[0].Mean > importance.Features[2].Mean);
    }

    [Theory]
    [InlineData(ImportanceScore.Accuracy)]
    [InlineData(ImportanceScore.LogLoss)]
    public void A_classifier_is_judged_by_its_answers_and_its_probabilities(ImportanceScore score)
    {
        Network network = _networks.Create(Classes);
        network.Parameters["dense1.kernel"].CopyFrom([2, -2, 0, 0, 0.5f, -0.5f, 0, 0]);
        float[] features = Architectures.Input(network, Rows);
        int[] labels = [.. Enumerable.Range(0, Rows).Select(row => (2 * features[row * 4]) + (0.5f * features[(row * 4) + 2]) > 0 ? 0 : 1)];
        MemoryDataSet data = DataSet.FromArrays(features, 4, labels, 2);

        PermutationImportance importance = PermutationImportance.Of(network.ToPredictor(), data, new PermutationOptions { Score = score });

        Evaluation evaluation = network.Evaluate(data);
        Assert.Equal(score == ImportanceScore.Accuracy ? evaluation.Accuracy!.Value : evaluation.Loss, importance.Baseline, 1e-4);
        Assert.Equal(0, importance.Features[1].Mean, 1e-12);
        Assert.Equal(0, importance.Features[3].Mean, 1e-12);
        Assert.True(importance.Features[0].Mean > importance.Features[2].Mean && importance.Features[2].Mean > 0);
    }

    [Fact]
    public void Seeds_decide_and_threads_do_not()
    {
        Network network = Weighted(Linear, [3, 0, 1, 0.5f]);
        MemoryDataSet data = Exact(network);
        double[] Drops(ulong seed, int threads) =>
        [
            .. PermutationImportance.Of(network.ToPredictor(), data, new PermutationOptions { Seed = seed, Threads = threads })
                .Features.SelectMany(static feature => feature.Drops),
        ];

        double[] expected = Drops(seed: 5, threads: 1);

        Assert.Equal(expected, Drops(seed: 5, threads: 1));
        Assert.Equal(expected, Drops(seed: 5, threads: 3));
        Assert.Equal(expected, Drops(seed: 5, threads: 0));
        Assert.NotEqual(expected, Drops(seed: 6, threads: 1));
        Assert.Equal(expected.Length, expected.Where(static drop => drop != 0).Distinct().Count() + 5);
    }

    /// <summary>Two columns that cancel out say nothing together, and much alone.</summary>
    [Fact]
    public void Columns_of_a_group_are_shuffled_together()
    {
        Network network = Weighted(Linear, [2, -2, 1, 0]);
        float[] features = Architectures.Input(network, Rows);
        for (int row = 0; row < Rows; row++)
        {
            features[(row * 4) + 1] = features[row * 4];
        }

        MemoryDataSet data = DataSet.FromArrays(features, 4, [.. Enumerable.Range(0, Rows).Select(row => features[(row * 4) + 2])], 1);
        var options = new PermutationOptions
        {
            Names = ["a", "b", "c", "d"],
            Groups = new Dictionary<string, int[]> { ["a and b"] = [1, 0] },
        };

        PermutationImportance together = PermutationImportance.Of(network.ToPredictor(), data, options);
        PermutationImportance apart = PermutationImportance.Of(network.ToPredictor(), data);

        Assert.Equal(["a and b", "c", "d"], together.Features.Select(static feature => feature.Name));
        Assert.Equal(0, together.Features[0].Mean, 1e-9);
        Assert.True(apart.Features[0].Mean > 1);
        Assert.Equal("0", apart.Features[0].Name);
        Assert.Contains("RSquared 1", together.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("c ", together.ToString().Split(Environment.NewLine)[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_are_called_what_the_data_or_the_network_call_them()
    {
        string[] Names(Network network, MemoryDataSet data, PermutationOptions? options = null) =>
            [.. PermutationImportance.Of(network.ToPredictor(), data, options).Features.Select(static feature => feature.Name)];

        Network network = Weighted(Linear, [1, 1, 1, 1]);
        MemoryDataSet named = Exact(network).WithNames(["a", "b", "c", "d"]);
        Network typed = CompilerHarness.Create(
            "using StaticNet; public record struct Row(float E, float F, float G, float H); [Input<Row>] [Dense(1)] public partial class Net;");

        Assert.Equal(["0", "1", "2", "3"], Names(network, Exact(network)));
        Assert.Equal(["a", "b", "c", "d"], Names(network, named));
        Assert.Equal(["w", "x", "y", "z"], Names(network, named, new PermutationOptions { Names = ["w", "x", "y", "z"] }));
        Assert.Equal(["E", "F", "G", "H"], Names(typed, Exact(network)));
    }

    [Fact]
    public void Wrong_options_are_refused()
    {
        Network network = Weighted(Linear, [1, 1, 1, 1]);
        MemoryDataSet data = Exact(network);
        void Refused<TException>(PermutationOptions options, string message)
            where TException : ArgumentException =>
            Assert.Contains(
                message, Assert.Throws<TException>(() => PermutationImportance.Of(network.ToPredictor(), data, options)).Message, StringComparison.Ordinal);

        Refused<ArgumentOutOfRangeException>(new PermutationOptions { Repeats = 0 }, "Repeats");
        Refused<ArgumentOutOfRangeException>(new PermutationOptions { Threads = -1 }, "Threads");
        Refused<ArgumentException>(new PermutationOptions { Names = ["a"] }, "1 names of columns; expected 4");
        Refused<ArgumentException>(new PermutationOptions { Score = ImportanceScore.Accuracy }, "what it gives is no probability");
        Refused<ArgumentException>(new PermutationOptions { Groups = new Dictionary<string, int[]> { ["a"] = [] } }, "has no columns");
        Refused<ArgumentException>(new PermutationOptions { Groups = new Dictionary<string, int[]> { ["a"] = [4] } }, "holds column 4");
        Refused<ArgumentException>(new PermutationOptions { Groups = new Dictionary<string, int[]> { ["a"] = [1], ["b"] = [1] } }, "each in one group");
        Assert.Throws<ArgumentException>(() => PermutationImportance.Of(
            network.ToPredictor(), DataSet.FromArrays(new float[6], 3, new float[2], 1)));
    }

    private static Network Weighted(string declaration, float[] kernel)
    {
        Network network = _networks.Create(declaration);
        network.Parameters["dense1.kernel"].CopyFrom(kernel);
        return network;
    }

    /// <summary>Rows whose targets are what the network gives.</summary>
    private static MemoryDataSet Exact(Network network)
    {
        float[] features = Architectures.Input(network, Rows);
        var targets = new float[Rows];
        network.ToPredictor().Predict(features, targets);
        return DataSet.FromArrays(features, 4, targets, 1);
    }
}
