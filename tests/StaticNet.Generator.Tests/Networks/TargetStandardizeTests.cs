using StaticNet.Kernels;

namespace StaticNet.Generator.Tests.Networks;

/// <summary>Standardised targets in the life of a network: the same training as on targets standardised by hand, in the targets' own units.</summary>
public sealed class TargetStandardizeTests : IDisposable
{
    private const int Columns = 4;
    private const int Outputs = 3;
    private const int Rows = 90;

    private const string Body = "[Input(4), Standardize]\n[Dense(12), Tanh]\n[Dense(3)]";

    private static readonly CompiledNetworks _networks = new(
    [
        Body, Body + "\n[TargetStandardize]", Body + "\n[TargetStandardize, Network(Reproducible = true)]",
        "[Input(4)]\n[Dense(40), Relu]\n[Dense(3)]\n[TargetStandardize, Loss(LossKind.MeanAbsoluteError)]", "[Input(4)]\n[Dense(1)]\n[TargetStandardize]",
    ]);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("staticnet-targets-");

    public static TheoryData<string> Precisions => [.. Enum.GetNames<Precision>()];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Mean_and_deviation_are_those_of_the_training_targets()
    {
        Network network = _networks.Create(Body + "\n[TargetStandardize]");
        float[] targets = TargetsOf(Rows, seed: 1);

        network.Fit(Data(Rows, seed: 1), Options(validation: Data(50, seed: 9, offset: 1e6)));

        var row = new float[Outputs];
        FittedNormalizer normalizer = network.GetNormalizer("targetstandardize1");
        normalizer.Denormalize(new float[Outputs], row);
        for (int output = 0; output < Outputs; output++)
        {
            double[] column = [.. Enumerable.Range(0, Rows).Select(i => (double)targets[(i * Outputs) + output])];
            double mean = column.Average();
            double deviation = Math.Sqrt(column.Average(value => (value - mean) * (value - mean)));
            Assert.Equal((float)mean, row[output]);
            Assert.Equal(1 / deviation, network.Statistics["targetstandardize1.scale"][output], 1e-6 / deviation);
        }
    }

    [Fact]
    public void Training_is_that_on_targets_standardised_by_hand()
    {
        Network network = _networks.Create(Body + "\n[TargetStandardize]", seed: 3);
        Network byHand = _networks.Create(Body, seed: 3);
        network.FitNormalizers(Data(Rows, seed: 1));

        History history = network.Fit(Data(Rows, seed: 1), Options());
        History expected = byHand.Fit(DataSet.FromArrays(Features(Rows, seed: 1), Columns, Standardized(network), Outputs), Options());

        Assert.Equal(expected.Epochs.Select(static epoch => epoch.Loss), history.Epochs.Select(static epoch => epoch.Loss));
        Assert.Equal(byHand.Parameters.SelectMany(static view => view.ToArray()), network.Parameters.SelectMany(static view => view.ToArray()));
    }

    [Fact]
    public void What_it_gives_is_in_the_units_of_the_targets_and_so_are_the_metrics()
    {
        Network network = Trained();
        Network byHand = _networks.Create(Body);
        byHand.FitNormalizers(Data(Rows, seed: 1));
        foreach (ParameterView parameter in byHand.Parameters)
        {
            parameter.CopyFrom(network.Parameters[parameter.Name].ToArray());
        }

        float[] features = Features(40, seed: 5);
        float[] targets = TargetsOf(40, seed: 5);
        var expected = new float[40 * Outputs];
        byHand.PredictUnfolded(features, expected);
        network.GetNormalizer("targetstandardize1").Denormalize(expected, expected);
        var output = new float[expected.Length];
        network.PredictUnfolded(features, output);
        var forward = new float[expected.Length];
        network.Forward(features, forward);
        Evaluation evaluation = network.Evaluate(Data(40, seed: 5));

        Assert.All(expected.Zip(output), static pair => Assert.Equal(pair.First, pair.Second, 2e-6 * Math.Abs(pair.First)));
        Assert.Equal(output, forward);
        double[] errors = [.. output.Zip(targets, static (y, t) => (double)y - t)];
        Assert.Equal(errors.Average(Math.Abs), evaluation.MeanAbsoluteError!.Value, 1e-9 * evaluation.MeanAbsoluteError.Value);
        Assert.Equal(errors.Average(static e => e * e), evaluation.MeanSquaredError!.Value, 1e-9 * evaluation.MeanSquaredError.Value);

        // The loss alone is of standardised targets: outputs weigh alike in it, whatever their units.
        ParameterView scale = network.Statistics["targetstandardize1.scale"];
        Assert.Equal(errors.Select((e, i) => Math.Pow(e * scale[i % Outputs], 2)).Average(), evaluation.Loss, 1e-4 * evaluation.Loss);
    }

    [Fact]
    public void Outputs_of_very_different_units_are_learned_alike()
    {
        Network network = Trained(epochs: 60);

        float[] features = Features(60, seed: 7);
        float[] targets = TargetsOf(60, seed: 7);
        var output = new float[60 * Outputs];
        network.ToPredictor().Predict(features, output);
        for (int column = 0; column < Outputs; column++)
        {
            double[] truth = [.. Enumerable.Range(0, 60).Select(row => (double)targets[(row * Outputs) + column])];
            double mean = truth.Average();
            double unexplained = truth.Select((value, row) => Math.Pow(value - output[(row * Outputs) + column], 2)).Sum()
                / truth.Sum(value => Math.Pow(value - mean, 2));
            Assert.True(unexplained < 0.1, $"R² of output {column} is {1 - unexplained:F3}.");
        }
    }

    [Fact]
    public void The_way_back_is_part_of_the_last_Dense()
    {
        Network network = Trained();

        LayerSummary last = network.Layout.Layers[^1];

        Assert.Equal(("targetstandardize1", "folded into dense2"), (last.Name, last.Prediction));
        Assert.Equal((0, 3 * Outputs), (last.Parameters, last.Statistics));
        Assert.Equal("targetstandardize1", network.Layout.TargetNormalizer!.Name);
        Assert.DoesNotContain(network.Layout.Normalizers, static normalizer => normalizer.Name == "targetstandardize1");
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Every_precision_and_a_row_alone_give_the_same_within_their_bounds(string precision)
    {
        Network network = Trained();
        Predictor predictor = network.ToPredictor(Enum.Parse<Precision>(precision), Data(Rows, seed: 1));
        double bound = precision switch
        {
            nameof(Precision.Single) => 1e-5,
            nameof(Precision.BFloat16) => 0.02,
            _ => 0.1,
        };

        // Among the rows of the calibration, whose ranges no value leaves.
        float[] features = Features(20, seed: 1);
        var expected = new float[20 * Outputs];
        var output = new float[20 * Outputs];
        network.PredictUnfolded(features, expected);
        predictor.Predict(features, output);
        var alone = new float[Outputs];
        for (int row = 0; row < 20; row++)
        {
            predictor.Predict(features.AsSpan(row * Columns, Columns), alone);
            for (int i = 0; i < Outputs; i++)
            {
                double deviation = 1 / network.Statistics["targetstandardize1.scale"][i];
                Assert.Equal(expected[(row * Outputs) + i], output[(row * Outputs) + i], bound * deviation);
                Assert.Equal(expected[(row * Outputs) + i], alone[i], bound * deviation);
            }
        }
    }

    /// <summary>A mean of many deviations costs the digits that an output of that size cannot hold, and a few roundings more.</summary>
    [Fact]
    public void A_mean_of_a_thousand_deviations_costs_roundings_of_its_own_size_alone()
    {
        Network network = _networks.Create(Body + "\n[TargetStandardize]", seed: 3);
        float[] targets = [.. TargetsOf(Rows, seed: 1).Select(static (value, i) => i % Outputs == 0 ? 5000 + value : value)];
        network.Fit(DataSet.FromArrays(Features(Rows, seed: 1), Columns, targets, Outputs), Options());
        float[] features = Features(50, seed: 5);
        var folded = new float[50 * Outputs];
        var unfolded = new float[50 * Outputs];

        network.ToPredictor().Predict(features, folded);
        network.PredictUnfolded(features, unfolded);

        // The 12 products and the bias are each rounded to half a unit in the last place of 5000 at most, which is 2^-12.
        Assert.All(folded.Zip(unfolded).Where(static (_, i) => i % Outputs == 0), static pair => Assert.Equal(pair.First, pair.Second, 15 * Math.Pow(2, -12)));
    }

    [Fact]
    public void A_file_and_a_checkpoint_hold_mean_and_deviation()
    {
        string path = Path.Combine(_folder.FullName, "net.safetensors");
        Network trained = Trained();
        trained.Save(path);
        Network loaded = _networks.Create(Body + "\n[TargetStandardize]", seed: 99);
        Assert.False(loaded.NormalizersFitted);
        loaded.Load(path);
        Assert.True(loaded.NormalizersFitted);
        Assert.Equal(Predictions(trained), Predictions(loaded));

        var checkpoint = new CheckpointFile(Path.Combine(_folder.FullName, "checkpoint"));
        Network whole = _networks.Create(Body + "\n[TargetStandardize]", seed: 3);
        whole.Fit(Data(Rows, seed: 1), Options());
        _networks.Create(Body + "\n[TargetStandardize]", seed: 3).Fit(Data(Rows, seed: 1), Options(epochs: 2, checkpoint: checkpoint));
        Network resumed = _networks.Create(Body + "\n[TargetStandardize]", seed: 3);
        resumed.Fit(Data(Rows, seed: 1), Options(checkpoint: checkpoint));
        Assert.Equal(Bits(whole.ParameterArena), Bits(resumed.ParameterArena));
        Assert.Equal(Bits(whole.StatisticArena), Bits(resumed.StatisticArena));
    }

    [Fact]
    public void A_file_of_the_network_without_it_is_refused()
    {
        string path = Path.Combine(_folder.FullName, "net.safetensors");
        Network plain = _networks.Create(Body);
        plain.FitNormalizers(Data(Rows, seed: 1));
        plain.Save(path);

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => _networks.Create(Body + "\n[TargetStandardize]").Load(path));

        Assert.Contains("targetstandardize1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_and_the_reproducible_mode_change_no_bit_of_the_training()
    {
        const string Reproducible = Body + "\n[TargetStandardize, Network(Reproducible = true)]";
        Network one = _networks.Create(Reproducible, seed: 3);
        Network many = _networks.Create(Reproducible, seed: 3);
        one.Fit(Data(Rows, seed: 1), Options());
        many.Fit(Data(Rows, seed: 1), Options(threads: 4));
        Assert.Equal(Bits(one.ParameterArena), Bits(many.ParameterArena));

        Network fast = Trained();
        Assert.Equal(Bits(fast.StatisticArena), Bits(one.StatisticArena));
        double largest = Predictions(fast).Max(static value => Math.Abs(value));
        Assert.All(Predictions(fast).Zip(Predictions(one)), pair => Assert.Equal(pair.First, pair.Second, 1e-3 * largest));
    }

    [Fact]
    public void A_constant_target_is_its_mean()
    {
        Network network = _networks.Create("[Input(4)]\n[Dense(1)]\n[TargetStandardize]");
        network.FitNormalizers(DataSet.FromArrays(Features(9, seed: 1), Columns, [.. Enumerable.Repeat(7.5f, 9)], 1));

        Assert.Equal(7.5f, network.Statistics["targetstandardize1.center"][0]);
        Assert.Equal(1f, network.Statistics["targetstandardize1.scale"][0]);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_target_that_is_not_finite_is_named_before_anything_is_fitted(float value)
    {
        Network network = _networks.Create(Body + "\n[TargetStandardize]");
        float[] targets = TargetsOf(Rows, seed: 1);
        targets[(17 * Outputs) + 1] = value;
        MemoryDataSet data = DataSet.FromArrays(Features(Rows, seed: 1), Columns, targets, Outputs, allowNonFinite: true);

        ArgumentException exception = Assert.Throws<ArgumentException>(() => network.Fit(data, Options()));

        Assert.StartsWith(
            FormattableString.Invariant($"Target 1 of row 17 of the data set is {value}: targetstandardize1 cannot be fitted to it."),
            exception.Message,
            StringComparison.Ordinal);
        Assert.False(network.NormalizersFitted);
        Assert.All(network.Statistics["standardize1.center"].ToArray(), static center => Assert.Equal(0, center));
    }

    [Fact]
    public void Labels_do_not_fit()
    {
        Network network = _networks.Create(Body + "\n[TargetStandardize]");
        MemoryDataSet data = DataSet.FromArrays(Features(6, seed: 1), Columns, new int[6], 3);

        ArgumentException exception = Assert.Throws<ArgumentException>(() => network.FitNormalizers(data));

        Assert.Contains("takes 3 targets a row; the data set has labels", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_loss_of_absolute_errors_counts_deviations()
    {
        Network network = _networks.Create("[Input(4)]\n[Dense(40), Relu]\n[Dense(3)]\n[TargetStandardize, Loss(LossKind.MeanAbsoluteError)]");
        network.FitNormalizers(Data(Rows, seed: 1));
        foreach (ParameterView parameter in network.Parameters)
        {
            parameter.CopyFrom(new float[parameter.Count]);
        }

        // A network that gives the mean of the targets is one mean absolute deviation off, in units of the deviation.
        Evaluation evaluation = network.Evaluate(Data(Rows, seed: 1));

        float[] standardized = Standardized(network);
        Assert.Equal(standardized.Average(static value => Math.Abs((double)value)), evaluation.Loss, 1e-6);
    }

    private static Network Trained(int epochs = 5)
    {
        Network network = _networks.Create(Body + "\n[TargetStandardize]", seed: 3);
        network.Fit(Data(Rows, seed: 1), Options(epochs));
        return network;
    }

    private static FitOptions Options(int epochs = 5, int threads = 1, DataSet? validation = null, CheckpointFile? checkpoint = null) => new()
    {
        Epochs = epochs,
        BatchSize = 16,
        Optimizer = Optimizer.Adam(0.01),
        Threads = threads,
        Validation = validation,
        Checkpoint = checkpoint,
    };

    private static float[] Predictions(Network network)
    {
        var output = new float[20 * Outputs];
        network.ToPredictor().Predict(Features(20, seed: 5), output);
        return output;
    }

    /// <summary>The training targets as the network standardises them, in single precision.</summary>
    private static float[] Standardized(Network network)
    {
        float[] targets = TargetsOf(Rows, seed: 1);
        string name = network.Layout.TargetNormalizer!.Name;
        float[] center = network.Statistics[name + ".center"].ToArray();
        float[] low = network.Statistics[name + ".center_low"].ToArray();
        float[] scale = network.Statistics[name + ".scale"].ToArray();
        return [.. targets.Select((value, i) => (value - center[i % Outputs] - low[i % Outputs]) * scale[i % Outputs])];
    }

    private static MemoryDataSet Data(int rows, int seed, double offset = 0) => DataSet.FromArrays(
        Features(rows, seed), Columns, [.. TargetsOf(rows, seed).Select(value => (float)(value + offset))], Outputs);

    private static float[] Features(int rows, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows * Columns).Select(_ => (float)Architectures.Normal(random))];
    }

    /// <summary>A price, a share and a number of degrees: smooth functions of the features, in units a million times apart.</summary>
    private static float[] TargetsOf(int rows, int seed)
    {
        float[] features = Features(rows, seed);
        return
        [
            .. Enumerable.Range(0, rows).SelectMany(row =>
            {
                ReadOnlySpan<float> x = features.AsSpan(row * Columns, Columns);
                double first = (0.8 * x[0]) - (0.5 * x[1]);
                double second = Math.Tanh(x[2]) + (0.3 * x[0]);
                double third = (0.6 * x[3]) + (0.2 * x[1]);
                return new[] { (float)(2.5 + first), (float)(300_000 + (80_000 * second)), (float)(1e-3 * third) };
            }),
        ];
    }

    private static int[] Bits(Arena arena) => [.. arena.Span.ToArray().Select(BitConverter.SingleToInt32Bits)];
}
