using System.Text.Json;

namespace StaticNet.Generator.Tests.Golden;

/// <summary>A trajectory of training steps: losses, gradient norms, and parameters and statistics after some of the steps.</summary>
internal sealed class OptimizerCheck : GoldenCheck
{
    private readonly string _biased;
    private readonly string _unbiased;

    public OptimizerCheck(GoldenCase goldenCase)
        : base(goldenCase)
    {
        int[] sample = goldenCase.SampleShape(leading: 2);
        _biased = Declare(BatchNormForm.Biased, sample);
        _unbiased = Declare(BatchNormForm.Unbiased, sample);
    }

    public override IEnumerable<string> Declarations => [_biased, _unbiased];

    private JsonElement Settings => Case.Json.GetProperty("optimizer");

    private int Steps => Case.Shape("x")[0];

    public override void Run(GoldenNetworks networks, Comparison comparison)
    {
        Network whole = Create(networks, _biased);
        Network phased = Create(networks, _unbiased);
        var wholeStep = new TrainingStep(whole, new OptimizerState(Optimizer(), whole));
        var phasedState = new OptimizerState(Optimizer(), phased);
        for (int step = 0; step < Steps; step++)
        {
            double loss = wholeStep.Run(
                Case.Entry<float>("x", step), Labels(step), Targets(step), Case.Shape("x")[1], LearningRate(step));
            comparison.CheckEntry("losses", step, [loss]);
            RunPhases(phased, phasedState, step, comparison);
            CheckStep(whole, phased, step + 1, comparison);
        }
    }

    /// <summary>The same step phase by phase, to see the gradients before they are clipped and decayed.</summary>
    private void RunPhases(Network network, OptimizerState state, int step, Comparison comparison)
    {
        int batch = Case.Shape("x")[1];
        network.ForwardPass(Case.Entry<float>("x", step), batch);
        network.LossPass(Labels(step), Targets(step), batch, gradient: true);
        network.BackwardPass(batch, inputGradient: false);

        // The gradient of the loss contains that of the L2 penalty, which is part of the loss.
        double l2 = 2 * Setting("l2", 0);
        float[] Gradient(string name)
        {
            double factor = name.EndsWith(".kernel", StringComparison.Ordinal) ? l2 : 0;
            float[] weights = network.Parameters[name].ToArray();
            return [.. network.Gradients[name].ToArray().Zip(weights, (gradient, weight) => (float)(gradient + (factor * weight)))];
        }

        if (step == 0)
        {
            CheckTensors(comparison, "step1_grad", Gradient, "");
        }

        double squares = network.Gradients.SelectMany(gradient => Gradient(gradient.Name)).Sum(static value => (double)value * value);
        comparison.CheckEntry("global_grad_norms", step, [Math.Sqrt(squares)]);
        state.Apply(LearningRate(step));
    }

    private void CheckStep(Network biased, Network unbiased, int step, Comparison comparison)
    {
        foreach (string name in Case.TensorNames)
        {
            if (name.Split('/') is not ["f64", var prefix, var layer, var tensor] || prefix != $"step{step}")
            {
                continue;
            }

            string ours = ParameterName(layer, tensor);
            string quantity = $"{prefix}/{layer}/{tensor}";
            if (biased.Parameters.Any(parameter => parameter.Name == ours))
            {
                comparison.Check(quantity, biased.Parameters[ours].ToArray());
                Assert.Equal(biased.Parameters[ours].ToArray(), unbiased.Parameters[ours].ToArray());
            }
            else
            {
                Network network = tensor == "moving_var_unbiased" ? unbiased : biased;
                comparison.Check(quantity, network.Statistics[ours].ToArray());
            }
        }
    }

    private double LearningRate(int step) =>
        Settings.TryGetProperty("lr_schedule", out JsonElement schedule) ? schedule[step].GetDouble() : Setting("lr");

    private int[] Labels(int step) =>
        Case.Has("labels") ? Array.ConvertAll(Case.Entry<long>("labels", step), checked(static label => (int)label)) : [];

    private float[] Targets(int step) => Case.Has("targets") ? Case.Entry<float>("targets", step) : [];

    private double Setting(string name, double? fallback = null) =>
        Settings.TryGetProperty(name, out JsonElement value)
            ? value.GetDouble()
            : fallback ?? throw new InvalidDataException($"The optimizer {Settings} has no '{name}'.");

    /// <summary>
    /// The optimizer whose rule is described. The other form of momentum, stored as <c>alt64/...</c> where the learning rate changes, is
    /// not among ours.
    /// </summary>
    private Optimizer Optimizer()
    {
        LayerPrinter.CheckKeys(
            Settings, "kind", "rule", "lr", "lr_schedule", "momentum", "rho", "beta1", "beta2", "eps",
            "initial_accumulator", "weight_decay", "l2", "max_norm");
        string kind = Settings.GetProperty("kind").GetString()!;
        string[] words = kind.Split('_');
        Convention convention = words.Contains("keras") ? Convention.Keras : Convention.PyTorch;
        double rate = Setting("lr");
        double momentum = Setting("momentum", 0);
        double decay = Setting("weight_decay", 0);
        Optimizer optimizer = words[0] switch
        {
            "sgd" when words.Contains("nesterov") => StaticNet.Optimizer.Nesterov(rate, momentum),
            "sgd" when momentum > 0 => StaticNet.Optimizer.Momentum(rate, momentum),
            "sgd" => StaticNet.Optimizer.Sgd(rate),
            "rmsprop" => StaticNet.Optimizer.RmsProp(rate, Setting("rho"), momentum, Setting("eps"), convention),
            "adam" => StaticNet.Optimizer.Adam(rate, Setting("beta1"), Setting("beta2"), Setting("eps"), convention),
            "adamw" => StaticNet.Optimizer.AdamW(rate, decay, Setting("beta1"), Setting("beta2"), Setting("eps"), convention),
            "adagrad" => StaticNet.Optimizer.Adagrad(rate, Setting("initial_accumulator"), Setting("eps"), convention),
            _ => throw new InvalidDataException($"The optimizer '{kind}' is not known."),
        };
        return optimizer with
        {
            WeightDecay = decay,
            DecayAll = !words.Contains("kernels"),
            L2 = Setting("l2", 0),
            ClipNorm = Setting("max_norm", double.PositiveInfinity),
        };
    }
}
