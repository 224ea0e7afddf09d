namespace StaticNet.Generator.Tests.Golden;

/// <summary>
/// Layers and whole nets: the training pass with gradients and statistics, prediction unfolded and folded, whole and row by row, and what
/// was folded.
/// </summary>
internal sealed class LayersCheck : GoldenCheck
{
    private readonly string _main;
    private readonly string? _unbiased;
    private readonly string? _batchStatistics;
    private readonly string? _headed;

    public LayersCheck(GoldenCase goldenCase)
        : base(goldenCase)
    {
        int[] sample = goldenCase.SampleShape();
        _main = Declare(goldenCase.Kind == "batchnorm_frozen" ? BatchNormForm.Frozen : BatchNormForm.Biased, sample);
        if (goldenCase.HasAny("f64/stat/"))
        {
            _unbiased = Declare(BatchNormForm.Unbiased, sample);
            _batchStatistics = Declare(BatchNormForm.BatchStatistics, sample);
        }

        string? head = goldenCase.Loss?.GetProperty("type").GetString() switch
        {
            "softmax_cross_entropy" => "[Softmax]",
            "bce_with_logits" => "[Sigmoid]",
            _ => null,
        };
        _headed = head is null ? null : Declare(BatchNormForm.Biased, sample, head);
    }

    public override IEnumerable<string> Declarations => new[] { _main, _unbiased, _batchStatistics, _headed }.OfType<string>();

    private int Batch => Case.Shape("x")[0];

    private bool Trains => Case.Has("dy") || Case.Loss is not null;

    public override void Run(GoldenNetworks networks, Comparison comparison)
    {
        if (Trains)
        {
            Network network = CreateWithMasks(networks, _main);
            Train(network, comparison, "");
            CheckStatistics(networks, network, comparison);
        }

        if (_headed is not null)
        {
            CheckHeaded(networks, _headed, comparison);
        }

        if (PredictionQuantity is { } quantity)
        {
            CheckPredictions(Create(networks, _main), comparison, quantity);
        }

        if (Case.HasAny("f64/folded/"))
        {
            CheckFolded(new PackedWeights(Create(networks, _main).ToPredictor()), comparison);
        }
    }

    /// <summary>What prediction must give: <c>y_eval</c>, or <c>y</c> where training and prediction agree.</summary>
    private string? PredictionQuantity =>
        Case.Has("f64/y_eval") ? "y_eval" : Case.Has("f64/y") && !Contains("batchnorm") && !Contains("dropout") ? "y" : null;

    private string TrainingQuantity =>
        Case.Kind == "batchnorm_frozen" ? "y_eval" : Case.Has("f64/y_train") ? "y_train" : "y";

    private Network CreateWithMasks(GoldenNetworks networks, string declaration)
    {
        Network network = Create(networks, declaration);
        foreach (string name in Case.TensorNames.Where(static name => name.StartsWith("mask/", StringComparison.Ordinal)))
        {
            network.SetNoise(name["mask/".Length..], Case.Floats(name), Batch);
        }

        return network;
    }

    private void Train(Network network, Comparison comparison, string way)
    {
        float[] x = Case.Floats("x");
        var y = new float[Batch * network.Layout.OutputSize];
        var dx = new float[x.Length];
        if (Case.Loss is null)
        {
            network.Forward(x, y);
            network.Backward(Case.Floats("dy"), dx);
        }
        else
        {
            (int[] labels, float[] targets) = Wanted();
            network.ForwardPass(x, Batch);
            network.ReadOutput(y, Batch);
            comparison.Check("loss", [network.LossPass(labels, targets, Batch, gradient: false)], $"value alone{way}");
            comparison.Check("loss", [network.LossPass(labels, targets, Batch, gradient: true)], way);
            network.BackwardPass(Batch, inputGradient: true);
            network.ReadInputGradient(dx, Batch);
        }

        if (way.Length == 0)
        {
            comparison.Check(TrainingQuantity, y, "Forward");
        }

        comparison.Check("grad/x", dx, way);
        CheckTensors(comparison, "grad", name => network.Gradients[name].ToArray(), way);
    }

    private void CheckStatistics(GoldenNetworks networks, Network trained, Comparison comparison)
    {
        if (_unbiased is null || _batchStatistics is null)
        {
            return;
        }

        Network unbiased = CreateWithMasks(networks, _unbiased);
        Network batch = CreateWithMasks(networks, _batchStatistics);
        var y = new float[Batch * trained.Layout.OutputSize];
        unbiased.Forward(Case.Floats("x"), y);
        batch.Forward(Case.Floats("x"), y);
        foreach (string name in Case.TensorNames)
        {
            if (name.Split('/') is ["f64", "stat", var layer, var statistic])
            {
                (Network network, string tensor) = statistic switch
                {
                    "batch_mean" => (batch, "moving_mean"),
                    "batch_var_biased" => (batch, "moving_variance"),
                    "new_moving_mean" => (trained, "moving_mean"),
                    "new_moving_var_biased" => (trained, "moving_variance"),
                    "new_moving_var_unbiased" => (unbiased, "moving_variance"),
                    _ => throw new InvalidDataException($"The statistic '{statistic}' is not known."),
                };
                comparison.Check($"stat/{layer}/{statistic}", network.Statistics[$"{layer}.{tensor}"].ToArray());
            }
        }
    }

    /// <summary>
    /// The same net ending in softmax or sigmoid, which its loss contains: same gradients, and outputs that follow from the logits.
    /// </summary>
    private void CheckHeaded(GoldenNetworks networks, string declaration, Comparison comparison)
    {
        Network network = CreateWithMasks(networks, declaration);
        Train(network, comparison, "with head");
        int columns = network.Layout.OutputShape[^1];
        var y = new float[Batch * network.Layout.OutputSize];
        CreateWithMasks(networks, declaration).Forward(Case.Floats("x"), y);
        comparison.Derived("output of the head in training", Widen(y), Head(Case.Doubles("f64/y_train"), columns), columns);
        Create(networks, declaration).ToPredictor().Predict(Case.Floats("x"), y);
        comparison.Derived("output of the head in prediction", Widen(y), Head(Case.Doubles("f64/y_eval"), columns), columns);
    }

    private double[] Head(double[] logits, int columns) =>
        Case.Loss?.GetProperty("type").GetString() == "bce_with_logits"
            ? Array.ConvertAll(logits, static logit => 1 / (1 + Math.Exp(-logit)))
            : [.. logits.Chunk(columns).SelectMany(static row => row.Select(logit => 1 / row.Sum(other => Math.Exp(other - logit))))];

    private void CheckPredictions(Network network, Comparison comparison, string quantity)
    {
        float[] x = Case.Floats("x");
        var y = new float[Batch * network.Layout.OutputSize];
        Predictor predictor = network.ToPredictor();
        network.PredictUnfolded(x, y);
        comparison.Check(quantity, y, "PredictUnfolded");
        predictor.Predict(x, y);
        comparison.Check(quantity, y, "the predictor");
        EachRow(network.PredictUnfolded);
        comparison.Check(quantity, y, "PredictUnfolded, row by row");
        EachRow(predictor.Predict);
        comparison.Check(quantity, y, "the predictor, row by row");

        void EachRow(Prediction predict)
        {
            Array.Clear(y);
            int inputs = network.Layout.InputSize;
            int outputs = network.Layout.OutputSize;
            for (int row = 0; row < Batch; row++)
            {
                predict(x.AsSpan(row * inputs, inputs), y.AsSpan(row * outputs, outputs));
            }
        }
    }

    private void CheckFolded(PackedWeights packed, Comparison comparison)
    {
        foreach (string name in Case.TensorNames)
        {
            if (name.Split('/') is ["f64", "folded", var layer, var tensor])
            {
                double[] actual = tensor switch
                {
                    "kernel" => packed.Kernel(layer, Case.Shape(name)),
                    "bias" => packed.Bias(layer, Case.Shape(name)[0], Case.Shape($"f64/folded/{layer}/kernel")),
                    "scale" => packed.Scale(layer, Case.Shape(name)[0]),
                    "shift" => packed.Shift(layer, Case.Shape(name)[0]),
                    _ => throw new InvalidDataException($"'{tensor}' of a folded layer is not known."),
                };
                comparison.Check($"folded/{layer}/{tensor}", actual);
            }
        }
    }

    private static double[] Widen(float[] values) => Array.ConvertAll(values, static value => (double)value);

    private delegate void Prediction(ReadOnlySpan<float> input, Span<float> output);
}
