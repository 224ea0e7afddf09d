using System.Text.Json;
using StaticNet.Generator.Tests.Golden;
using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests.InterpreterTests;

/// <summary>The interpreter against the golden values, at the tolerance of double precision.</summary>
public sealed class InterpreterGoldenTests
{
    private static readonly string[] _kinds = ["layer", "activation", "batchnorm", "net", "optimizer"];
    private static readonly string[] _layers =
    [
        "dense", "activation", "prelu", "batchnorm", "dropout", "flatten", "residual", "layernorm", "rmsnorm", "groupnorm",
    ];

    private GoldenCase _case = null!;
    private int _compared;

    public static TheoryData<string> Cases =>
    [
        .. (GoldenSet.Default?.Cases ?? []).Where(static candidate => _kinds.Contains(candidate.Kind)
                && candidate.Layers.All(IsKnown))
            .Select(static candidate => candidate.Id)
            .DefaultIfEmpty(""),
    ];

    private static bool IsKnown(JsonElement layer) =>
        _layers.Contains(Word(layer, "type"))
        && new[] { "main", "shortcut" }.All(branch => !layer.TryGetProperty(branch, out JsonElement inner) || inner.EnumerateArray().All(IsKnown));

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheInterpreterGivesTheReference(string id)
    {
        Assert.SkipWhen(id.Length == 0, "The golden values are not here; STATICNET_GOLDEN names their folder.");
        _case = GoldenSet.Default!.Cases.Single(candidate => candidate.Id == id);
        if (_case.Kind == "optimizer")
        {
            Optimize();
        }
        else
        {
            Pass(isUnbiased: false);
            Pass(isUnbiased: true);
        }

        Assert.True(_compared > 0);
    }

    private void Pass(bool isUnbiased)
    {
        int[] shape = _case.Shape("x");
        InterpretedNetwork network = Build(shape[1..], isUnbiased);
        var x = new Batch(Wide(_case.Floats("x")), shape);
        Batch evaluated = network.Forward(x, Interpreter.Pass.Prediction);
        foreach (DropoutLayer dropout in network.Layers.OfType<DropoutLayer>())
        {
            dropout.Noise = Wide(_case.Floats("mask/" + dropout.Name));
        }

        Batch inputGradient;
        if (_case.Loss is not null)
        {
            double loss = network.Step(x, Targets(Columns(network, x), step: null), Interpreter.Pass.Training, out inputGradient);
            Compare("loss", [loss]);
        }
        else
        {
            Batch y = network.Forward(x, Interpreter.Pass.Training);
            Compare(_case.Has("f64/y") ? "y" : "y_train", y.Values);
            inputGradient = network.Backward(new Batch(Wide(_case.Floats("dy")), y.Shape), Interpreter.Pass.Training);
        }

        Compare("grad/x", inputGradient.Values);
        foreach (Parameter parameter in network.Parameters)
        {
            Compare("grad/" + parameter.Name.Replace('.', '/'), parameter.Gradient);
        }

        if (_case.Has("f64/y_eval"))
        {
            Compare("y_eval", evaluated.Values);
        }

        foreach (Parameter statistic in network.Statistics)
        {
            Compare("stat/" + StatisticName(statistic.Name, "new_", isUnbiased), statistic.Values);
        }
    }

    private void Optimize()
    {
        int[] shape = _case.Shape("x");
        InterpretedNetwork network = Build(shape[2..], isUnbiased: false);
        JsonElement settings = _case.Json.GetProperty("optimizer");
        OptimizerArguments arguments = Arguments(settings);
        var rule = new InterpretedRule(arguments, network.Parameters);
        double[] losses = _case.Doubles("f64/losses");
        for (int step = 0; step < shape[0]; step++)
        {
            bool isScheduled = settings.TryGetProperty("lr_schedule", out JsonElement schedule);
            double rate = isScheduled ? schedule[step].GetDouble() : arguments.LearningRate;
            var x = new Batch(Wide(_case.Entry<float>("x", step)), shape[1..]);
            double loss = network.Step(x, Targets(Columns(network, x), step), Interpreter.Pass.Training, out _);
            CompareValues($"losses[{step}]", [loss + rule.Penalty], [losses[step]]);
            rule.Apply(rate);
            if (!_case.HasAny($"f64/step{step + 1}/"))
            {
                continue;
            }

            foreach (Parameter parameter in network.Parameters)
            {
                Compare($"step{step + 1}/{parameter.Name.Replace('.', '/')}", parameter.Values);
            }

            foreach (Parameter statistic in network.Statistics)
            {
                Compare($"step{step + 1}/{StatisticName(statistic.Name, "", isUnbiased: false)}", statistic.Values);
            }
        }
    }

    private InterpretedNetwork Build(int[] shape, bool isUnbiased)
    {
        var layers = new List<Layer>();
        var inputs = new List<int[]>();
        var shapes = new List<int[]> { shape };
        foreach (JsonElement json in _case.Layers)
        {
            Add(json, layers.Count - 1);
        }

        LossFunction loss = new(LossKind.MeanSquaredError);
        if (_case.Loss is { } declared)
        {
            loss = new LossFunction(
                Word(declared, "type") switch
                {
                    "softmax_cross_entropy" => LossKind.CrossEntropy,
                    "bce_with_logits" => LossKind.BinaryCrossEntropy,
                    "mse" => LossKind.MeanSquaredError,
                    "mae" => LossKind.MeanAbsoluteError,
                    _ => LossKind.Huber,
                },
                Number(declared, "label_smoothing", 0),
                Number(declared, "delta", 1));
        }

        return new InterpretedNetwork([.. layers], [.. inputs], loss, lossTakesLogits: false);

        void Add(JsonElement json, params int[] places)
        {
            if (Word(json, "type") == "residual")
            {
                int main = Chain(json.GetProperty("main"), places[0]);
                int shortcut = Chain(json.GetProperty("shortcut"), places[0]);
                layers.Add(new AddLayer(2));
                inputs.Add([main, shortcut]);
                shapes.Add(shapes[main + 1]);
                return;
            }

            int[] sampleShape = shapes[places[0] + 1];
            Layer layer = LayerOf(json, sampleShape, isUnbiased);
            foreach (Parameter parameter in layer.Parameters)
            {
                parameter.Values = Wide(_case.Floats("param/" + parameter.Name.Replace('.', '/')));
            }

            foreach (Parameter statistic in layer.Statistics)
            {
                string name = statistic.Name.Replace('.', '/').Replace("moving_variance", "moving_var", StringComparison.Ordinal);
                statistic.Values = Wide(_case.Floats("buffer/" + name));
            }

            layers.Add(layer);
            inputs.Add(places);
            var sample = new Batch(new double[sampleShape.Aggregate(1, static (product, size) => product * size)], [1, .. sampleShape]);
            shapes.Add(layer.Forward(sample, Interpreter.Pass.Prediction).Shape[1..]);
        }

        int Chain(JsonElement chain, int place)
        {
            foreach (JsonElement json in chain.EnumerateArray())
            {
                Add(json, place);
                place = layers.Count - 1;
            }

            return place;
        }
    }

    private static Layer LayerOf(JsonElement json, int[] shape, bool isUnbiased)
    {
        string name = Word(json, "name");
        return Word(json, "type") switch
        {
            "dense" => new DenseLayer(name, shape[^1], json.GetProperty("out").GetInt32(), json.GetProperty("use_bias").GetBoolean()),
            "batchnorm" => new BatchNormLayer(
                name, shape, shape.Length - 1,
                json.GetProperty("scale").GetBoolean() ? new Parameter(name + ".gamma", [shape[^1]]) : null,
                json.GetProperty("center").GetBoolean() ? new Parameter(name + ".beta", [shape[^1]]) : null)
            {
                Epsilon = Number(json, "eps", 0),
                Momentum = Number(json, "momentum", 0),
                IsUnbiased = isUnbiased,
            },
            "layernorm" or "rmsnorm" or "groupnorm" => SampleNorm(json, name, shape),
            "prelu" => new PReluLayer(name, shape[^1], shared: json.GetProperty("features").GetInt32() == 1, suffix: "alpha"),
            "dropout" => new DropoutLayer(name, Number(json, "rate", 0)),
            "flatten" => new FlattenLayer(),
            _ => Activation(json),
        };
    }

    private static SampleNormLayer SampleNorm(JsonElement json, string name, int[] shape)
    {
        bool isGrouped = json.TryGetProperty("groups", out JsonElement groups);
        bool hasBeta = json.TryGetProperty("center", out JsonElement center) && center.GetBoolean();
        int positions = isGrouped ? shape.SkipLast(1).Aggregate(1, static (product, size) => product * size) : 1;
        return new SampleNormLayer(name, shape[^1], positions, isGrouped ? groups.GetInt32() : 1, hasBeta, json.GetProperty("scale").GetBoolean())
        {
            Epsilon = Number(json, "eps", 0),
            IsCentered = Word(json, "type") != "rmsnorm",
        };
    }

    private static Layer Activation(JsonElement json) => Word(json, "fn") switch
    {
        "relu" => new ElementwiseLayer(ElementwiseFunction.Relu),
        "relu6" => new ElementwiseLayer(ElementwiseFunction.Relu6),
        "leaky_relu" => new ElementwiseLayer(ElementwiseFunction.LeakyRelu(Number(json, "negative_slope", 0.01))),
        "elu" => new ElementwiseLayer(ElementwiseFunction.Elu(Number(json, "alpha", 1))),
        "selu" => new ElementwiseLayer(ElementwiseFunction.Selu),
        "gelu" when json.TryGetProperty("approximate", out JsonElement tanh) && tanh.GetBoolean() =>
            new ElementwiseLayer(ElementwiseFunction.GeluTanh),
        "gelu" => new ElementwiseLayer(ElementwiseFunction.Gelu),
        "gelu_tanh" => new ElementwiseLayer(ElementwiseFunction.GeluTanh),
        "silu" => new ElementwiseLayer(ElementwiseFunction.Silu),
        "softplus" => new ElementwiseLayer(ElementwiseFunction.Softplus),
        "sigmoid" => new ElementwiseLayer(ElementwiseFunction.Sigmoid),
        "tanh" => new ElementwiseLayer(ElementwiseFunction.Tanh),
        "hardswish" => new ElementwiseLayer(ElementwiseFunction.HardSwish),
        "hardsigmoid" => new ElementwiseLayer(ElementwiseFunction.HardSigmoid),
        "softmax" => new SoftmaxLayer(logarithm: false),
        "log_softmax" => new SoftmaxLayer(logarithm: true),
        string other => throw new InvalidDataException($"The activation '{other}' is not known."),
    };

    private OptimizerArguments Arguments(JsonElement settings)
    {
        string[] words = Word(settings, "kind").Split('_');
        double momentum = Number(settings, "momentum", 0);
        OptimizerKind kind = words[0] switch
        {
            "sgd" when words.Contains("nesterov") => OptimizerKind.Nesterov,
            "sgd" => momentum > 0 ? OptimizerKind.Momentum : OptimizerKind.Sgd,
            "rmsprop" => OptimizerKind.RmsProp,
            "adam" => OptimizerKind.Adam,
            "adamw" => OptimizerKind.AdamW,
            _ => OptimizerKind.Adagrad,
        };
        return new OptimizerArguments(kind)
        {
            LearningRate = Number(settings, "lr", 0),
            Momentum = momentum,
            Beta1 = Number(settings, "beta1", 0),
            Beta2 = Number(settings, "beta2", Number(settings, "rho", 0)),
            Epsilon = Number(settings, "eps", 0),
            InitialAccumulator = Number(settings, "initial_accumulator", 0),
            Convention = words.Contains("keras") ? Convention.Keras : Convention.PyTorch,
            WeightDecay = Number(settings, "weight_decay", 0),
            DecaysAll = !words.Contains("kernels"),
            L2 = Number(settings, "l2", 0),
            ClipNorm = Number(settings, "max_norm", double.PositiveInfinity),
        };
    }

    private double[] Targets(int columns, int? step)
    {
        if (_case.Has("targets"))
        {
            return Wide(step is null ? _case.Floats("targets") : _case.Entry<float>("targets", step.Value));
        }

        int[] labels = step is null
            ? _case.Integers("labels")
            : Array.ConvertAll(_case.Entry<long>("labels", step.Value), checked(static label => (int)label));
        var targets = new double[labels.Length * columns];
        for (int i = 0; i < labels.Length; i++)
        {
            targets[(i * columns) + labels[i]] = 1;
        }

        return targets;
    }

    private static int Columns(InterpretedNetwork network, Batch x) => network.Forward(x, Interpreter.Pass.Prediction).Columns;

    private static string StatisticName(string name, string prefix, bool isUnbiased)
    {
        string[] parts = name.Split('.');
        return $"{parts[0]}/{prefix}{(parts[1] == "moving_mean" ? parts[1] : isUnbiased ? "moving_var_unbiased" : "moving_var_biased")}";
    }

    private void Compare(string quantity, double[] actual) => CompareValues(quantity, actual, _case.Doubles("f64/" + quantity));

    private void CompareValues(string quantity, double[] actual, double[] expected)
    {
        JsonElement limits = _case.Json.GetProperty("tolerance").GetProperty("f64");
        Assert.Equal(expected.Length, actual.Length);
        double size = expected.Max(Math.Abs);

        // The reference's derivative of the hard sigmoid is the float nearest to 1/6.
        double relative = (_case.Id, quantity) is ("act_hardsigmoid", "grad/x") ? 1e-7 : Number(limits, "rel", 0);
        double bound = Number(limits, "abs", 0) + (relative * size);
        for (int i = 0; i < actual.Length; i++)
        {
            Assert.True(
                Math.Abs(actual[i] - expected[i]) <= bound,
                $"{quantity}[{i}] is {actual[i]:R}, expected {expected[i]:R} within {bound:E1}");
        }

        _compared++;
    }

    private static double[] Wide(float[] values) => Array.ConvertAll(values, static value => (double)value);

    private static string Word(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static double Number(JsonElement json, string name, double fallback) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : fallback;
}
