using StaticNet.Generator.Tests.Networks;

namespace StaticNet.Generator.Tests.Prediction;

/// <summary>
/// What a predictor promises whatever the network: rows that depend on nothing but themselves, and classes that agree with outputs.
/// </summary>
public sealed class PredictorTests
{
    private const int Rows = 70;

    public static TheoryData<string> Names => [.. Architectures.Names];

    /// <summary>Tiles of 64, 24, 8, 3 and 1 samples, and one that is not on the stack.</summary>
    public static TheoryData<string> Tiled =>
    [
        "[Input(3), Dense(40), Relu, Dense(5), Softmax]",
        "[Input(300), BatchNorm, Dense(310), Relu, Dense(5)]",
        "[Input(20), Dense(1800), Relu, Dense(5)]",
        "[Input(20), Dense(4000), Relu, Dense(5)]",
        "[Input(20), Dense(9000), Relu, Dense(5)]",
        "[Input(20), Dense(20000), Relu, Dense(5)]",
        "[Input(30, 7), Dense(33), Relu, BatchNorm(axis: 1), Dense(35), Flatten, Dense(5)]",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_depends_on_neither_place_nor_neighbours(string name) => CheckRows(Architectures.Create(name));

    [Theory]
    [MemberData(nameof(Tiled))]
    public void A_row_depends_on_neither_place_nor_neighbours_across_tiles(string layers)
    {
        Network network = CompilerHarness.Create($"using StaticNet;\n\n{layers}\npublic sealed partial class Net;");
        CheckRows(network);
        CheckScratch(network);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_scratch_memory_holds_does_not_matter(string name) => CheckScratch(Architectures.Create(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_of_NaN_spoils_itself_alone(string name)
    {
        Network network = Architectures.Create(name);
        float[] input = Architectures.Input(network, Rows);
        float[] clean = Predict(network.ToPredictor(), input);
        const int Spoiled = 31;
        input.AsSpan(Spoiled * network.Layout.InputSize, network.Layout.InputSize).Fill(float.NaN);

        float[] output = Predict(network.ToPredictor(), input);

        int size = network.Layout.OutputSize;
        Assert.All(output[(Spoiled * size)..((Spoiled + 1) * size)], static value => Assert.True(float.IsNaN(value)));
        Assert.Equal(Bits(clean[..(Spoiled * size)]), Bits(output[..(Spoiled * size)]));
        Assert.Equal(Bits(clean[((Spoiled + 1) * size)..]), Bits(output[((Spoiled + 1) * size)..]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Classify_agrees_with_Predict(string name)
    {
        Network network = Architectures.Create(name);
        Predictor predictor = network.ToPredictor();
        float[] input = Architectures.Input(network, Rows);
        int columns = network.Layout.OutputShape[^1];
        float[][] outputs = [.. Predict(predictor, input).Chunk(columns)];
        var classes = new int[outputs.Length];

        predictor.Classify(input, classes);

        float threshold = network.Layout.Layers[^1].Kind == "Sigmoid" ? 0.5f : 0;
        Assert.All(classes.Zip(outputs), pair =>
        {
            (int label, float[] row) = pair;
            if (columns == 1)
            {
                Assert.Equal(row[0] > threshold ? 1 : 0, label);
            }
            else
            {
                Assert.Equal(row.Max(), row[label]);
            }
        });
    }

    [Theory]
    [InlineData("BatchNorm before the activation")]
    [InlineData("BatchNorm at the input")]
    [InlineData("Softmax on rank 2")]
    public void Many_threads_may_share_a_predictor(string name)
    {
        Network network = Architectures.Create(name);
        Predictor predictor = network.ToPredictor();
        float[] input = Architectures.Input(network, Rows);
        float[] expected = Predict(predictor, input);

        Parallel.For(0, 200, _ => Assert.Equal(Bits(expected), Bits(Predict(predictor, input))));
    }

    [Theory]
    [InlineData("BatchNorm before the activation")]
    [InlineData("Standardize")]
    public void A_predictor_does_not_follow_its_network(string name)
    {
        Network network = Architectures.Create(name);
        Predictor predictor = network.ToPredictor();
        float[] input = Architectures.Input(network, Rows);
        float[] expected = Predict(predictor, input);

        network.ParameterArena.Span.Fill(3);
        network.StatisticArena.Span.Fill(2);

        Assert.Equal(Bits(expected), Bits(Predict(predictor, input)));
    }

    private static void CheckRows(Network network)
    {
        Predictor predictor = network.ToPredictor();
        int inputs = network.Layout.InputSize;
        int outputs = network.Layout.OutputSize;
        float[] input = Architectures.Input(network, Rows);
        float[] all = Predict(predictor, input);
        var random = new Random(8);
        for (int batch = 2; batch <= Rows; batch++)
        {
            int start = random.Next(Rows - batch + 1);
            float[] some = Predict(predictor, input.AsSpan(start * inputs, batch * inputs));
            Assert.Equal(Bits(all[(start * outputs)..((start + batch) * outputs)]), Bits(some));
        }

        // A single row is summed in another order where it is one row of a matrix.
        float largest = all.Max(Math.Abs);
        for (int row = 0; row < Rows; row++)
        {
            float[] single = Predict(predictor, input.AsSpan(row * inputs, inputs));
            Assert.All(single.Zip(all[(row * outputs)..]), pair => Assert.Equal(pair.Second, pair.First, 1e-5f * largest));
        }
    }

    private static void CheckScratch(Network network)
    {
        Predictor predictor = network.ToPredictor();
        foreach (int batch in new[] { 1, 2, 7, Rows })
        {
            float[] input = Architectures.Input(network, batch);
            float[] expected = Predict(predictor, input);
            var output = new float[expected.Length];
            var workspace = new float[predictor.WorkspaceLength];
            Array.Fill(workspace, float.NaN);

            predictor.Predict(input, output, workspace);

            Assert.Equal(Bits(expected), Bits(output));
        }
    }

    private static float[] Predict(Predictor predictor, ReadOnlySpan<float> input)
    {
        var output = new float[input.Length / predictor.Layout.InputSize * predictor.Layout.OutputSize];
        predictor.Predict(input, output);
        return output;
    }

    private static int[] Bits(float[] values) => Array.ConvertAll(values, BitConverter.SingleToInt32Bits);
}
