using System.Globalization;

namespace StaticNet.RandomTests.Comparison;

/// <summary>Everything that a network computes in a trial, reduced to a few numbers that change with any bit. All NaN count as one.</summary>
internal static class BitDigest
{
    /// <summary>Stands before and after digests in what a process prints.</summary>
    public const string Mark = "#bits#";

    private const int Steps = 3;

    private static readonly Optimizer[] _optimizers =
    [
        Optimizer.Sgd() with { L2 = 0.01 },
        Optimizer.Momentum() with { ClipNorm = 0.5 },
        Optimizer.Nesterov() with { WeightDecay = 0.01 },
        Optimizer.Adam(),
        Optimizer.Adam(convention: Convention.PyTorch),
        Optimizer.AdamW(),
        Optimizer.RmsProp(),
        Optimizer.RmsProp(momentum: 0.9, convention: Convention.PyTorch),
        Optimizer.Adagrad(),
        Optimizer.Adagrad(convention: Convention.PyTorch),
    ];

    /// <summary>Digests of training passes, optimizers and predictions, by name.</summary>
    public static string Of(Trial trial, Func<ulong, Network> create)
    {
        Experiment experiment = Experiment.Prepare(trial) ?? throw new InvalidOperationException("The trial's values leave a sane range.");
        var text = new List<string>();
        Network network = create((ulong)trial.Seed);
        Add(text, "initial", network.ParameterArena.Span, experiment.Input, experiment.PredictionInput);
        Train(text, network, experiment);
        Predict(text, network, experiment);
        foreach (Optimizer optimizer in _optimizers)
        {
            Fit(text, create((ulong)trial.Seed), optimizer, experiment);
        }

        return string.Join(' ', text);
    }

    private static void Train(List<string> text, Network network, Experiment experiment)
    {
        int size = network.Layout.InputSize;
        bool hasCovariance = experiment.Trial.Batch > 1
            || !network.Statistics.Any(static statistic => statistic.Name.EndsWith(".matrix", StringComparison.Ordinal));
        if (network.Layout.Normalizers.Length > 0 && hasCovariance)
        {
            // Any numbers do for targets; only where these are standardised are they looked at.
            network.FitNormalizers(DataSet.FromArrays(experiment.Input, size, experiment.OutputGradient, network.Layout.OutputSize));
        }

        var output = new float[experiment.OutputGradient.Length];
        var inputGradient = new float[experiment.Input.Length];
        network.Forward(experiment.Input, output);
        network.Backward(experiment.OutputGradient, inputGradient);
        Add(text, "forward", output, network.StatisticArena.Span);
        Add(text, "backward", inputGradient, network.GradientArena.Span);
    }

    private static void Predict(List<string> text, Network network, Experiment experiment)
    {
        float[] input = experiment.PredictionInput;
        int rows = input.Length / network.Layout.InputSize;
        var output = new float[rows * network.Layout.OutputSize];
        var single = new float[output.Length];
        var classes = new int[rows * network.Layout.OutputRows];
        network.PredictUnfolded(input, output);
        Add(text, "unfolded", output);
        DataSet calibration = DataSet.FromArrays(experiment.Input, network.Layout.InputSize, new float[experiment.Trial.Batch], 1);
        foreach (Precision precision in Enum.GetValues<Precision>())
        {
            StaticNet.Predictor predictor = network.ToPredictor(precision, calibration);
            predictor.Predict(input, output);
            predictor.Classify(input, classes);
            Add(text, $"{precision}", output, Array.ConvertAll(classes, static label => (float)label));
            for (int row = 0; row < rows; row++)
            {
                predictor.Predict(
                    input.AsSpan(row * network.Layout.InputSize, network.Layout.InputSize),
                    single.AsSpan(row * network.Layout.OutputSize, network.Layout.OutputSize));
            }

            if (Digest(single) != Digest(output))
            {
                throw new DifferenceException($"rows predicted one by one in {precision} have other bits than in a batch");
            }
        }
    }

    private static void Fit(List<string> text, Network network, Optimizer optimizer, Experiment experiment)
    {
        int batch = experiment.Trial.Batch;
        int rows = Steps * batch;
        float[] features = [.. Enumerable.Repeat(experiment.Input, Steps).SelectMany(static input => input)];
        DataSet data = network.Layout.Loss is LossKind.CrossEntropy or LossKind.ClippedCrossEntropy && network.Layout.OutputRows == 1
            ? DataSet.FromArrays(
                features, network.Layout.InputSize, [.. Enumerable.Range(0, rows).Select(row => row % network.Layout.OutputSize)],
                network.Layout.OutputSize)
            : DataSet.FromArrays(
                features, network.Layout.InputSize,
                [.. Enumerable.Range(0, rows * network.Layout.OutputSize).Select(static i => (i * 0.37f) % 1f)], network.Layout.OutputSize);
        string loss;
        try
        {
            History history = network.Fit(data, new FitOptions { Epochs = 1, BatchSize = batch, Optimizer = optimizer, Validation = data });
            EpochRecord epoch = history.Epochs[^1];
            loss = string.Create(CultureInfo.InvariantCulture, $"{epoch.Loss:R}/{epoch.ValidationLoss:R}");
        }
        catch (TrainingDivergedException)
        {
            loss = "diverged";
        }

        Add(text, $"{optimizer.ToString().Split(',')[0].Replace(' ', '_')}={loss}", network.ParameterArena.Span, network.StatisticArena.Span);
    }

    private static void Add(
        List<string> text, string name, ReadOnlySpan<float> first, ReadOnlySpan<float> second = default, ReadOnlySpan<float> third = default) =>
        text.Add($"{name}:{Digest(first):x}{Digest(second):x}{Digest(third):x}");

    // 64-bit FNV-1a over the bits.
    private static ulong Digest(ReadOnlySpan<float> values)
    {
        ulong hash = 0xCBF2_9CE4_8422_2325;
        foreach (float value in values)
        {
            hash = unchecked((hash ^ BitConverter.SingleToUInt32Bits(float.IsNaN(value) ? float.NaN : value)) * 0x0000_0100_0000_01B3);
        }

        return hash;
    }
}
