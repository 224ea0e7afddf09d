using StaticNet.Generator.Tests.Networks;

namespace StaticNet.Generator.Tests.Prediction;

/// <summary>What predictors of other precisions than single promise, whatever the network.</summary>
public sealed class PrecisionTests
{
    private const int Rows = 70;

    /// <summary>Widths and counts that fill no vector, positions, layers one after the other, and everything that may follow a Dense.</summary>
    private static readonly string[] _awkward =
    [
        "[Input(1), Dense(1)]",
        "[Input(3), Dense(5), Relu, Dense(17), Tanh, Dense(2), Softmax]",
        "[Input(5), Dense(33), Relu, Dense(16), Relu, Dense(49), Gelu, Dense(3), Softmax]",
        "[Input(783), Dense(40, bias: false), BatchNorm, Relu, Dense(7), Softmax]",
        "[Input(30, 7), Dense(33), Relu, BatchNorm(axis: 1), Dense(35), Flatten, Dense(5)]",
        "[Input(20), Dense(9000), Relu, Dense(5)]",
    ];

    public static TheoryData<string, Precision> Networks
    {
        get
        {
            var networks = new TheoryData<string, Precision>();
            foreach (string name in Architectures.Names.Concat(_awkward))
            {
                networks.Add(name, Precision.BFloat16);
                networks.Add(name, Precision.Int8);
            }

            return networks;
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void The_reported_error_is_the_one_there_is(string name, Precision precision)
    {
        Network network = Create(name);
        MemoryDataSet data = Data(network, Rows, seed: 3);
        Predictor predictor = network.ToPredictor(precision, data);
        float[] input = Features(data);
        float[] expected = Predict(network.ToPredictor(), input);
        float[] actual = Predict(predictor, input);
        int[] expectedClasses = Classes(network.ToPredictor(), input);
        int[] actualClasses = Classes(predictor, input);

        float[] differences = [.. actual.Zip(expected, static (a, b) => Math.Abs(a - b))];
        Assert.Equal(precision, predictor.Precision);
        Assert.Equal(Rows, predictor.QuantizationError!.Rows);
        Assert.Equal(differences.Max(), predictor.QuantizationError.Largest);
        Assert.Equal(differences.Average(static value => (double)value), predictor.QuantizationError.Mean, 1e-6 * differences.Max());
        int changed = expectedClasses.Zip(actualClasses).Count(static pair => pair.First != pair.Second);
        Assert.Equal((double)changed / expectedClasses.Length, predictor.QuantizationError.ClassesChanged);

        // bfloat16 has 8 significant bits, bytes have 7 and a range that the rows fill; layers add up, and an exponential multiplies.
        float steepness = name.Contains("Exponential", StringComparison.Ordinal) ? 10 : 1;
        float range = Math.Max(expected.Max() - expected.Min(), expected.Max(Math.Abs) / 10);
        bool hasDense = network.Layout.Layers.Any(static layer => layer.Kind == "Dense");
        Assert.InRange(differences.Max(), hasDense ? float.Epsilon : 0, steepness * range * (precision == Precision.Int8 ? 0.1f : 0.02f));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_row_depends_on_neither_place_nor_neighbours_nor_scratch(string name, Precision precision)
    {
        Network network = Create(name);
        Predictor predictor = network.ToPredictor(precision, Data(network, Rows, seed: 3));
        int inputs = network.Layout.InputSize;
        int outputs = network.Layout.OutputSize;
        float[] input = Architectures.Input(network, Rows);
        float[] all = Predict(predictor, input);
        var workspace = new float[predictor.WorkspaceLength];
        for (int batch = 2; batch <= Rows; batch += 1 + (batch / 4))
        {
            int start = (7 * batch) % (Rows - batch + 1);
            float[] some = new float[batch * outputs];
            Array.Fill(workspace, float.NaN);
            predictor.Predict(input.AsSpan(start * inputs, batch * inputs), some, workspace);
            Assert.Equal(Bits(all[(start * outputs)..((start + batch) * outputs)]), Bits(some));
        }

        float largest = all.Max(Math.Abs);
        for (int row = 0; row < Rows; row++)
        {
            float[] single = Predict(predictor, input.AsSpan(row * inputs, inputs));
            Assert.All(single.Zip(all[(row * outputs)..]), pair => Assert.Equal(pair.Second, pair.First, 1e-5f * largest));
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void A_row_of_NaN_spoils_itself_alone(string name, Precision precision)
    {
        Network network = Create(name);
        Predictor predictor = network.ToPredictor(precision, Data(network, Rows, seed: 3));
        float[] input = Architectures.Input(network, Rows);
        float[] clean = Predict(predictor, input);
        const int Spoiled = 31;
        input.AsSpan(Spoiled * network.Layout.InputSize, network.Layout.InputSize).Fill(float.NaN);

        float[] output = Predict(predictor, input);

        int size = network.Layout.OutputSize;
        Assert.All(output[(Spoiled * size)..((Spoiled + 1) * size)], static value => Assert.True(float.IsNaN(value)));
        Assert.Equal(Bits(clean[..(Spoiled * size)]), Bits(output[..(Spoiled * size)]));
        Assert.Equal(Bits(clean[((Spoiled + 1) * size)..]), Bits(output[((Spoiled + 1) * size)..]));
    }

    /// <summary>Bytes have no NaN; a single one anywhere in the row must come out all the same.</summary>
    [Theory]
    [InlineData(Precision.BFloat16)]
    [InlineData(Precision.Int8)]
    public void One_NaN_makes_the_whole_row_NaN(Precision precision)
    {
        Network network = Create("[Input(5), Dense(33), Relu, Dense(16), Relu, Dense(49), Gelu, Dense(3), Softmax]");
        Predictor predictor = network.ToPredictor(precision, Data(network, Rows, seed: 3));
        for (int place = 0; place < 5; place++)
        {
            float[] input = Architectures.Input(network, 1);
            input[place] = float.NaN;
            Assert.All(Predict(predictor, input), static value => Assert.True(float.IsNaN(value)));
        }
    }

    [Theory]
    [InlineData("BatchNorm before the activation", Precision.BFloat16)]
    [InlineData("BatchNorm before the activation", Precision.Int8)]
    [InlineData("Softmax on rank 2", Precision.Int8)]
    public void Many_threads_may_share_a_predictor_and_its_network_may_change(string name, Precision precision)
    {
        Network network = Create(name);
        Predictor predictor = network.ToPredictor(precision, Data(network, Rows, seed: 3));
        float[] input = Architectures.Input(network, Rows);
        float[] expected = Predict(predictor, input);

        network.ParameterArena.Span.Fill(3);
        network.StatisticArena.Span.Fill(2);

        Parallel.For(0, 200, _ => Assert.Equal(Bits(expected), Bits(Predict(predictor, input))));
    }

    /// <summary>A column that is always the same, one that is always zero, and one far from zero.</summary>
    [Fact]
    public void Columns_that_never_vary_keep_their_part()
    {
        Network network = Create("[Input(4), Dense(6), Relu, Dense(3)]");
        float[] features = Architectures.Input(network, 200);
        for (int row = 0; row < 200; row++)
        {
            features[row * 4] = 2.5f;
            features[(row * 4) + 1] = 0;
            features[(row * 4) + 2] += 10_000;
        }

        // Single precision itself loses digits on the third column: 10,000 times a weight.
        Predictor predictor = network.ToPredictor(Precision.Int8, DataSet.FromArrays(features, 4, new int[200], 3));
        float[] expected = Predict(network.ToPredictor(), features);
        Assert.InRange(predictor.QuantizationError!.Largest, 0, (0.05f * Spread(expected)) + 0.02f);

        Array.Fill(features, 0.75f);
        Predictor constant = network.ToPredictor(Precision.Int8, DataSet.FromArrays(features, 4, new int[200], 3));
        Assert.InRange(constant.QuantizationError!.Largest, 0, 1e-5f);
    }

    [Theory]
    [InlineData("BatchNorm at the input")]
    [InlineData("Standardize")]
    public void An_input_far_from_zero_is_centred_first(string name)
    {
        Network network = Architectures.Create(name, inputOffset: 1e4);
        float[] features = Architectures.Input(network, Rows, 1e4, seed: 3);
        var data = DataSet.FromArrays(features, network.Layout.InputSize, new int[Rows], 2);
        float[] expected = Predict(network.ToPredictor(), features);
        foreach (Precision precision in new[] { Precision.BFloat16, Precision.Int8 })
        {
            Predictor predictor = network.ToPredictor(precision, data);
            Assert.True(predictor.SubtractsInputCenter);
            Assert.InRange(predictor.QuantizationError!.Largest, float.Epsilon, 0.05f * Spread(expected));
        }
    }

    [Fact]
    public void What_lies_outside_the_calibrated_range_is_clamped()
    {
        Network network = Create("[Input(2), Dense(3)]");
        Predictor predictor = network.ToPredictor(Precision.Int8, DataSet.FromArrays([-1f, -2, 1, 2], 2, new int[2], 3));
        Assert.Equal(Bits(Predict(predictor, [1, 2])), Bits(Predict(predictor, [100, 1e30f])));
        Assert.Equal(Bits(Predict(predictor, [-1, -2])), Bits(Predict(predictor, [-1e38f, -2.5f])));
    }

    [Fact]
    public void Bytes_need_data()
    {
        Network network = Create("[Input(4), Dense(6), Relu, Dense(3), Softmax]");
        var problem = Assert.Throws<InvalidOperationException>(() => network.ToPredictor(Precision.Int8));
        Assert.Contains("calibration: data", problem.Message, StringComparison.Ordinal);
        Assert.Null(network.ToPredictor(Precision.BFloat16).QuantizationError);
        Assert.Null(network.ToPredictor(Precision.Single, Data(network, 10, seed: 1)).QuantizationError);
        Assert.Equal(Precision.Single, network.ToPredictor().Precision);

        network.Fit(Data(network, 40, seed: 1), new FitOptions { Epochs = 1, BatchSize = 8 }, TestContext.Current.CancellationToken);
        Assert.Equal(40, network.ToPredictor(Precision.Int8).QuantizationError!.Rows);
        Assert.Equal(40, network.ToPredictor(Precision.BFloat16).QuantizationError!.Rows);
        Assert.Equal(10, network.ToPredictor(Precision.Int8, Data(network, 10, seed: 1)).QuantizationError!.Rows);
    }

    [Theory]
    [InlineData(Precision.BFloat16)]
    [InlineData(Precision.Int8)]
    public void Bad_calibration_data_are_refused(Precision precision)
    {
        Network network = Create("[Input(4), Exponential, Dense(6), Relu, Dense(3), Softmax]");
        var wide = DataSet.FromArrays(new float[50], 5, new int[10], 3);
        Assert.Contains(
            "takes 4 values", Assert.Throws<ArgumentException>(() => network.ToPredictor(precision, wide)).Message, StringComparison.Ordinal);

        float[] features = new float[40];
        features[21] = float.NaN;
        var broken = DataSet.FromArrays(features, 4, new int[10], 3, allowNonFinite: true);
        Assert.Contains(
            "feature 1 of row 5", Assert.Throws<ArgumentException>(() => network.ToPredictor(precision, broken)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_inside_the_network_must_be_finite()
    {
        Network network = Create("[Input(4), Exponential, Dense(6), Relu, Dense(3), Softmax]");
        float[] features = new float[40];
        features[21] = 200;
        var data = DataSet.FromArrays(features, 4, new int[10], 3);
        Assert.Contains(
            "input of dense1", Assert.Throws<ArgumentException>(() => network.ToPredictor(Precision.Int8, data)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_precision_that_does_not_exist_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Create("[Input(4), Dense(3)]").ToPredictor((Precision)3));

    private static Network Create(string name) =>
        name.StartsWith('[')
            ? CompilerHarness.Create($"using StaticNet;\n\n{name}\npublic sealed partial class Net;", seed: 3)
            : Architectures.Create(name);

    private static MemoryDataSet Data(Network network, int rows, int seed) =>
        network.Layout.Loss is LossKind.CrossEntropy or LossKind.ClippedCrossEntropy && network.Layout.OutputRows == 1
            ? DataSet.FromArrays(Architectures.Input(network, rows, seed: seed), network.Layout.InputSize, new int[rows], network.Layout.OutputSize)
            : DataSet.FromArrays(
                Architectures.Input(network, rows, seed: seed), network.Layout.InputSize,
                new float[rows * network.Layout.OutputSize], network.Layout.OutputSize);

    private static float[] Features(MemoryDataSet data) => [.. Enumerable.Range(0, data.Count).SelectMany(row => data.Row(row).ToArray())];

    private static float[] Predict(Predictor predictor, ReadOnlySpan<float> input)
    {
        var output = new float[input.Length / predictor.Layout.InputSize * predictor.Layout.OutputSize];
        predictor.Predict(input, output);
        return output;
    }

    private static int[] Classes(Predictor predictor, ReadOnlySpan<float> input)
    {
        var classes = new int[input.Length / predictor.Layout.InputSize * predictor.Layout.OutputRows];
        predictor.Classify(input, classes);
        return classes;
    }

    private static float Spread(float[] values) => values.Max() - values.Min();

    private static int[] Bits(float[] values) => Array.ConvertAll(values, BitConverter.SingleToInt32Bits);
}
