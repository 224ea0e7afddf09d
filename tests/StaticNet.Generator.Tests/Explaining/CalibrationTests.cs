using StaticNet.Generator.Tests.Networks;

namespace StaticNet.Generator.Tests.Explaining;

/// <summary>Whether networks are as often right as they say, and the temperature that makes them so.</summary>
public sealed class CalibrationTests : IDisposable
{
    private const int Rows = 400;

    private const string Classes = "[Input(4), Standardize]\n[Dense(16), Tanh]\n[Dense(3), Softmax]";
    private const string Logits = "[Input(4)]\n[Dense(16), Tanh]\n[Dense(3)]\n[Loss(LossKind.CrossEntropy)]";
    private const string Question = "[Input(4)]\n[Dense(16), Tanh]\n[Dense(1), Sigmoid]";
    private const string Questions = "[Input(4)]\n[Dense(16), Tanh]\n[Dense(2), Sigmoid]";
    private const string Normalized = "[Input(4)]\n[Dense(16), Tanh]\n[Dense(3, bias: false), BatchNorm, Softmax]";
    private const string Residual = "[Input(3, Name = \"x\")]\n[Dense(8), Tanh, Dense(3, Name = \"a\")]\n[Dense(3, bias: false, From = \"x\", Name = \"b\"), Add(\"a\"), Softmax]";
    private const string Shared = "[Input(3)]\n[Dense(3, Name = \"a\"), Tanh, Add(\"a\"), Softmax]";
    private const string Rectified = "[Input(4)]\n[Dense(3), Dropout(0.1), Softmax]";
    private const string Bounded = "[Input(4)]\n[Dense(3), Tanh, Softmax]";
    private const string Regression = "[Input(4)]\n[Dense(1)]";

    private static readonly CompiledNetworks _networks = new([Classes, Logits, Question, Questions, Normalized, Residual, Shared, Rectified, Bounded, Regression]);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("staticnet-calibration-");

    public static TheoryData<string, string> LogitTensors => new()
    {
        { Classes, "dense2.kernel dense2.bias" },
        { Logits, "dense2.kernel dense2.bias" },
        { Question, "dense2.kernel dense2.bias" },
        { Normalized, "batchnorm1.gamma batchnorm1.beta" },
        { Residual, "b.kernel a.kernel a.bias" },
        { Shared, "" },
        { Rectified, "dense1.kernel dense1.bias" },
        { Bounded, "" },
        { Regression, "" },
    };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_curve_by_hand()
    {
        // Two bins of five: (0.2, 0.4] holds 0.3 and 0.4, wrong and right; (0.8, 1] holds 0.9, 1 and 1, of which two are right.
        CalibrationCurve curve = CalibrationCurve.Of([0.3, 0.9, 0.4, 1, 1], [false, true, true, false, true], bins: 5);

        Assert.Equal([0, 2, 0, 0, 3], curve.Bins.Select(static bin => bin.Count));
        Assert.Equal(0.35, curve.Bins[1].Confidence, 1e-12);
        Assert.Equal(0.5, curve.Bins[1].Accuracy, 1e-12);
        Assert.Equal(2.9 / 3, curve.Bins[4].Confidence, 1e-12);
        Assert.Equal(2.0 / 3, curve.Bins[4].Accuracy, 1e-12);
        Assert.True(double.IsNaN(curve.Bins[0].Accuracy));
        Assert.Equal((2 * 0.15 / 5) + (3 * 0.3 / 5), curve.ExpectedError, 1e-12);
        Assert.Equal(0.3, curve.LargestError, 1e-12);
        Assert.Equal(0.6, curve.Accuracy, 1e-12);
        Assert.Equal(0.72, curve.Confidence, 1e-12);
        Assert.Equal((0.2, 0.4), (curve.Bins[1].Lower, curve.Bins[1].Upper));
        Assert.Contains("5 predictions, accuracy 0.6000, confidence 0.7200, expected calibration error 0.2400", curve.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_s_curve_is_that_of_its_probabilities()
    {
        Network network = Trained(Classes);
        MemoryDataSet data = Data(150, seed: 9);
        var probabilities = new float[150 * 3];
        network.PredictUnfolded(Flat(data), probabilities);
        double[] confidences = [.. Enumerable.Range(0, 150).Select(row => (double)probabilities.AsSpan(row * 3, 3).ToArray().Max())];
        bool[] hits = [.. Enumerable.Range(0, 150).Select(row =>
        {
            float[] own = probabilities.AsSpan(row * 3, 3).ToArray();
            return Array.IndexOf(own, own.Max()) == data.Label(row);
        })];

        CalibrationCurve curve = CalibrationCurve.Of(network, data, bins: 10, batchSize: 64);

        CalibrationCurve expected = CalibrationCurve.Of(confidences, hits, bins: 10);
        Assert.Equal(expected.ExpectedError, curve.ExpectedError, 1e-5);
        Assert.Equal(network.Evaluate(data).Accuracy!.Value, curve.Accuracy, 1e-12);
        Assert.Equal(150, curve.Count);
    }

    [Theory]
    [MemberData(nameof(LogitTensors))]
    public void Logits_are_scaled_by_the_weights_that_do_nothing_else(string declaration, string expected) =>
        Assert.Equal(expected, string.Join(' ', _networks.Create(declaration).Layout.LogitTensors));

    [Theory]
    [InlineData(Classes)]
    [InlineData(Logits)]
    [InlineData(Question)]
    [InlineData(Normalized)]
    [InlineData(Rectified)]
    public void A_temperature_calibrates_the_predictor_and_changes_no_answer(string declaration)
    {
        Network network = Trained(declaration);
        MakeOverconfident(network, 6);
        MemoryDataSet data = Data(Rows, seed: 9, classes: network.Layout.OutputSize == 1 ? 2 : 3);
        int outputs = network.Layout.OutputSize;
        float[] before = ReadLogits(network, data);
        int[] answers = Answers(network, data);
        double loss = network.Evaluate(data).Loss;

        TemperatureScaling scaling = TemperatureScaling.Apply(network, data);

        Assert.True(scaling.Temperature > 2, scaling.ToString());
        Assert.Equal(loss, scaling.LogLossBefore, 1e-4 * loss);
        Assert.Equal(network.Evaluate(data).Loss, scaling.LogLossAfter, 1e-4 * scaling.LogLossAfter);
        Assert.True(scaling.LogLossAfter < scaling.LogLossBefore);
        Assert.True(scaling.After.ExpectedError < scaling.Before.ExpectedError, scaling.ToString());
        Assert.Equal(scaling.After.ExpectedError, CalibrationCurve.Of(network, data).ExpectedError, 5e-3);
        Assert.Equal(answers, Answers(network, data));
        float[] after = ReadLogits(network, data);
        Assert.All(before.Zip(after), pair => Assert.Equal(pair.First / scaling.Temperature, pair.Second, 1e-4));
        Assert.Equal(1, TemperatureScaling.Measure(network, data).Temperature, 1e-3);

        // Kept in the weights: a file, and another instance's predictor.
        string path = Path.Combine(_folder.FullName, "net.safetensors");
        network.Save(path);
        Network loaded = _networks.Create(declaration, seed: 99);
        loaded.Load(path);
        var expected = new float[Rows * outputs];
        var actual = new float[Rows * outputs];
        network.ToPredictor().Predict(Flat(data), expected);
        loaded.ToPredictor().Predict(Flat(data), actual);
        Assert.Equal(expected, actual);
        Assert.Equal(answers, Answers(loaded, data));
    }

    [Fact]
    public void The_temperature_is_that_of_the_least_log_loss()
    {
        Network network = Trained(Classes);
        MemoryDataSet data = Data(Rows, seed: 9);
        TemperatureScaling scaling = TemperatureScaling.Measure(network, data);
        float[] logits = ReadLogits(network, data);
        double Loss(double temperature) => Enumerable.Range(0, Rows).Average(row =>
        {
            double[] scaled = [.. logits.AsSpan(row * 3, 3).ToArray().Select(logit => logit / temperature)];
            return Math.Log(scaled.Sum(Math.Exp)) - scaled[data.Label(row)];
        });

        Assert.Equal(Loss(1), scaling.LogLossBefore, 1e-9);
        Assert.Equal(Loss(scaling.Temperature), scaling.LogLossAfter, 1e-9);
        Assert.True(Loss(scaling.Temperature) <= Loss(scaling.Temperature * 1.01));
        Assert.True(Loss(scaling.Temperature) <= Loss(scaling.Temperature / 1.01));

        // Six times the logits ask for six times the temperature.
        MakeOverconfident(network, 6);
        Assert.Equal(6 * scaling.Temperature, TemperatureScaling.Measure(network, data).Temperature, 1e-3);
    }

    [Fact]
    public void Soft_targets_and_several_questions_count_as_they_are()
    {
        Network network = Trained(Classes);
        MemoryDataSet data = Data(Rows, seed: 9);
        Assert.Equal(TemperatureScaling.Measure(network, data).Temperature, TemperatureScaling.Measure(network, data.ToOneHot()).Temperature, 1e-9);

        Network questions = _networks.Create(Questions, seed: 4);
        MakeOverconfident(questions, 6);
        float[] targets = [.. Enumerable.Range(0, Rows * 2).Select(static i => i % 3 == 0 ? 0.2f : 0.9f)];
        TemperatureScaling scaling = TemperatureScaling.Apply(questions, DataSet.FromArrays(Flat(data), 4, targets, 2));
        Assert.Equal(2 * Rows, scaling.Before.Count);
        Assert.True(scaling.LogLossAfter < scaling.LogLossBefore);
        Assert.Equal(
            scaling.LogLossAfter, questions.Evaluate(DataSet.FromArrays(Flat(data), 4, targets, 2)).Loss, 1e-4);
    }

    [Fact]
    public void A_sum_is_scaled_by_all_that_it_adds()
    {
        Network network = _networks.Create(Residual, seed: 4);
        MakeOverconfident(network, 20);
        float[] features = [.. Architectures.Input(network, Rows)];
        int[] labels = [.. Enumerable.Range(0, Rows).Select(static row => row % 3)];
        MemoryDataSet data = DataSet.FromArrays(features, 3, labels, 3);
        float[] before = ReadLogits(network, data);

        TemperatureScaling scaling = TemperatureScaling.Apply(network, data);

        Assert.All(before.Zip(ReadLogits(network, data)), pair => Assert.Equal(pair.First / scaling.Temperature, pair.Second, 1e-4));
    }

    [Fact]
    public void What_has_no_temperature_says_so_and_stays_as_it_was()
    {
        Network bounded = _networks.Create(Bounded);
        Assert.Contains(
            "No weights of Net", Assert.Throws<InvalidOperationException>(() => TemperatureScaling.Apply(bounded, Data(20, seed: 9))).Message, StringComparison.Ordinal);
        Assert.True(TemperatureScaling.Measure(bounded, Data(20, seed: 9)).Temperature > 0);

        Network regression = _networks.Create(Regression);
        MemoryDataSet targets = DataSet.FromArrays(Flat(Data(20, seed: 9)), 4, new float[20], 1);
        Assert.Contains(
            "what it gives is no probability", Assert.Throws<ArgumentException>(() => CalibrationCurve.Of(regression, targets)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => TemperatureScaling.Apply(regression, targets));

        Network classes = Trained(Classes);
        float[] kernel = classes.Parameters["dense2.kernel"].ToArray();
        float[] features = Flat(Data(20, seed: 9));
        features[5] = float.NaN;
        MemoryDataSet broken = DataSet.FromArrays(features, 4, new int[20], 3, allowNonFinite: true);
        Assert.Contains("is not finite", Assert.Throws<ArgumentException>(() => TemperatureScaling.Apply(classes, broken)).Message, StringComparison.Ordinal);
        Assert.Equal(kernel, classes.Parameters["dense2.kernel"].ToArray());
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentException>(() => CalibrationCurve.Of([0.5], [true, false]));
        Assert.Throws<ArgumentException>(() => CalibrationCurve.Of([], []));
        Assert.Contains(
            "Confidence 1 is 1.5", Assert.Throws<ArgumentException>(() => CalibrationCurve.Of([0.5, 1.5], [true, false])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => CalibrationCurve.Of([double.NaN], [true]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CalibrationCurve.Of([0.5], [true], bins: 0));
    }

    private static Network Trained(string declaration)
    {
        Network network = _networks.Create(declaration, seed: 4);
        network.Fit(
            Data(Rows, seed: 1, classes: network.Layout.OutputSize == 1 ? 2 : 3),
            new FitOptions { Epochs = 8, BatchSize = 32, Optimizer = Optimizer.Adam(0.01), Threads = 1 });
        return network;
    }

    /// <summary>Multiplies the logits.</summary>
    private static void MakeOverconfident(Network network, float factor)
    {
        foreach (string name in network.Layout.LogitTensors)
        {
            network.Parameters[name].CopyFrom([.. network.Parameters[name].ToArray().Select(value => factor * value)]);
        }
    }

    private static float[] ReadLogits(Network network, MemoryDataSet data)
    {
        var logits = new float[data.Count * network.Layout.OutputSize];
        network.InferencePass(Flat(data), data.Count);
        network.ReadLogits(logits, data.Count);
        return logits;
    }

    private static int[] Answers(Network network, MemoryDataSet data)
    {
        var classes = new int[data.Count];
        network.ToPredictor().Classify(Flat(data), classes);
        return classes;
    }

    private static float[] Flat(MemoryDataSet data) => [.. Enumerable.Range(0, data.Count).SelectMany(row => data.Row(row).ToArray())];

    /// <summary>Classes that overlap, so that nobody can be sure.</summary>
    private static MemoryDataSet Data(int rows, int seed, int classes = 3)
    {
        var random = new Random(seed);
        var features = new float[rows * 4];
        var labels = new int[rows];
        for (int row = 0; row < rows; row++)
        {
            labels[row] = random.Next(classes);
            for (int i = 0; i < 4; i++)
            {
                features[(row * 4) + i] = (float)(Architectures.Normal(random) + (i == labels[row] ? 1.2 : 0));
            }
        }

        return DataSet.FromArrays(features, 4, labels, classes);
    }
}
