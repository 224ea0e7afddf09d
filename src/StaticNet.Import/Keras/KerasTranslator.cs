namespace StaticNet.Importing.Keras;

/// <summary>Says what the layers of Keras are in StaticNet's terms, and follows the shape of a sample through them.</summary>
/// <param name="isKeras2">Whether names mean what they meant in Keras 2: <c>hard_sigmoid</c> was another function.</param>
/// <param name="shape">Shape of a sample; null while it is not known.</param>
internal sealed class KerasTranslator(bool isKeras2, int[]? shape)
{
    /// <summary>Shape of a sample after the layers so far; null while it is not known.</summary>
    public int[]? Shape { get; private set; } = shape;

    /// <exception cref="InvalidDataException">StaticNet has no such layer, or not in this form.</exception>
    public KerasTranslation Translate(KerasLayer layer, IReadOnlyList<ForeignTensor> tensors)
    {
        JsonArguments config = layer.Config;
        string name = layer.Name;
        switch (layer.ClassName)
        {
            case "Dense":
                int units = config.Integer("units", 0);
                bool bias = config.Flag("use_bias", true);
                Shape ??= tensors is [{ Shape: { Length: 2 } kernel }, ..] ? [kernel[0]] : null;
                Shape = Shape is { } before ? [.. before[..^1], units] : null;
                KerasTranslation dense = KerasTranslation.WithWeights(
                    "Dense", name, bias ? ["kernel", "bias"] : ["kernel"], ("units", units), ("bias", bias));
                return dense with { Layers = [.. dense.Layers, .. Activation(config, "activation", name + "_activation")] };
            case "BatchNormalization":
                return BatchNorm(config, name);
            case "LayerNormalization" when IsLastAxis(config) && !config.Flag("rms_scaling", false):
                return Norm(config, name, "LayerNorm", ("epsilon", config.Number("epsilon", 1e-3)));
            case "GroupNormalization" when IsLastAxis(config):
                return Norm(config, name, "GroupNorm", ("epsilon", config.Number("epsilon", 1e-3)), ("groups", config.Integer("groups", 32)));
            case "RMSNormalization" when IsLastAxis(config):
                return KerasTranslation.WithWeights("RMSNorm", name, ["gamma"], ("epsilon", config.Number("epsilon", 1e-6)));
            case "Normalization" when IsLastAxis(config) && !config.Flag("invert", false):
                return Standardize(config, name, tensors.Count);
            case "Rescaling":
                return KerasTranslation.Of("Rescale", name, ("scale", Single(config, "scale", 1)), ("offset", Single(config, "offset", 0)));
            case "Flatten":
                CheckFormat(config);
                Shape = Shape?.Aggregate(1L, static (product, axis) => product * axis) is <= int.MaxValue and var size ? [(int)size] : null;
                return KerasTranslation.Of("Flatten", name);
            case "Reshape" when config.Integers("target_shape") is [var length] && (length == -1 || length == Shape?.Aggregate(1, static (a, b) => a * b)):
                Shape = Shape is { } axes ? [axes.Aggregate(1, static (a, b) => a * b)] : null;
                return KerasTranslation.Of("Flatten", name);
            case "Activation":
                return new KerasTranslation(Activation(config, "activation", name), []);
            case "PReLU":
                return Slopes(config, name);
            case "ReLU":
                return Relu(config, name);
            case "LeakyReLU":
                return KerasTranslation.Of("LeakyRelu", name, ("negativeSlope", config.Number("negative_slope", config.Number("alpha", 0.3))));
            case "ELU":
                return KerasTranslation.Of("Elu", name, ("alpha", config.Number("alpha", 1)));
            case "Softmax" when IsLastAxis(config):
                return KerasTranslation.Of("Softmax", name);
            case "Dropout" or "AlphaDropout" or "GaussianDropout":
                return KerasTranslation.Of(layer.ClassName, name, ("rate", config.Number("rate", 0.5)));
            case "GaussianNoise":
                return KerasTranslation.Of("GaussianNoise", name, ("deviation", config.Number("stddev", 0)));
            case "Identity" or "ActivityRegularization":
                return KerasTranslation.Nothing;
            default:
                throw config.Refused("StaticNet has no layer that does this" + (IsLastAxis(config) ? "" : " on an axis other than the last"));
        }
    }

    private KerasTranslation BatchNorm(JsonArguments config, string name)
    {
        (bool center, bool scale) = (config.Flag("center", true), config.Flag("scale", true));
        int axis = Axis(config) is [var one] ? one : throw config.Refused("expected one axis, found several");
        KerasTranslation norm = KerasTranslation.WithWeights(
            "BatchNorm",
            name,
            [.. Vectors(scale, center), "moving_mean", "moving_variance"],
            ("epsilon", config.Number("epsilon", 1e-3)),
            ("momentum", config.Number("momentum", 0.99)),
            ("center", center),
            ("scale", scale),
            ("axis", axis == Shape?.Length ? -1 : axis));

        // Without a shape, the axis right after the batch is taken for the only one.
        return Shape is null && axis == 1 ? throw config.Refused("expected the shape of the input, without which axis 1 means nothing") : norm;
    }

    private static KerasTranslation Norm(JsonArguments config, string name, string kind, params ReadOnlySpan<(string Name, object Value)> settings)
    {
        (bool center, bool scale) = (config.Flag("center", true), config.Flag("scale", true));
        return KerasTranslation.WithWeights(kind, name, Vectors(scale, center), [.. settings, ("center", center), ("scale", scale)]);
    }

    private static string[] Vectors(bool scale, bool center) => [.. scale ? ["gamma"] : Array.Empty<string>(), .. center ? ["beta"] : Array.Empty<string>()];

    /// <summary>Mean and variance stand in the file, with a count beside them in Keras 2, or among the arguments.</summary>
    private static KerasTranslation Standardize(JsonArguments config, string name, int stored)
    {
        if (stored > 0)
        {
            return KerasTranslation.WithWeights("Standardize", name, stored == 3 ? ["mean", "variance", "count"] : ["mean", "variance"]);
        }

        if (config.Numbers("mean") is not { } mean || config.Numbers("variance") is not { } variance || mean.Length != variance.Length)
        {
            throw config.Refused("expected a mean and a variance, found none: it was never adapted");
        }

        KerasTranslation layer = KerasTranslation.Of("Standardize", name);
        return layer with
        {
            Layers =
            [
                layer.Layers[0] with
                {
                    Tensors =
                    [
                        new ForeignTensor("mean", [mean.Length], [.. mean.Select(static value => (float)value)]),
                        new ForeignTensor("variance", [variance.Length], [.. variance.Select(static value => (float)value)]),
                    ],
                },
            ],
        };
    }

    private KerasTranslation Slopes(JsonArguments config, string name)
    {
        // One slope for all positions of an axis that is shared; StaticNet shares all axes but the last, or all.
        int[] shared = config.Integers("shared_axes") ?? [];
        int rank = Shape?.Length ?? 1;
        bool all = Enumerable.Range(1, rank).All(shared.Contains);
        bool allButLast = Enumerable.Range(1, rank - 1).All(shared.Contains);
        return all || allButLast
            ? KerasTranslation.WithWeights("PRelu", name, ["slope"], ("shared", all))
            : throw config.Refused("StaticNet has one slope a column or one for all; this has one for each position");
    }

    private static KerasTranslation Relu(JsonArguments config, string name)
    {
        double slope = config.Number("negative_slope", 0);
        double threshold = config.Number("threshold", 0);
        double? largest = config.Has("max_value") ? config.Number("max_value", 0) : null;
        return (slope, threshold, largest) switch
        {
            (0, 0, null) => KerasTranslation.Of("Relu", name),
            (0, 0, 6) => KerasTranslation.Of("Relu6", name),
            (_, 0, null) => KerasTranslation.Of("LeakyRelu", name, ("negativeSlope", slope)),
            _ => throw config.Refused("StaticNet has no ReLU with this threshold, slope and maximum"),
        };
    }

    /// <summary>The layer of an activation that is an argument: a name, a function, or an object that is a layer itself.</summary>
    private IReadOnlyList<ForeignLayer> Activation(JsonArguments config, string argument, string name)
    {
        if (config.Object(argument) is { } function)
        {
            string className = function.Text("class_name") ?? throw config.Refused($"its {argument} has no class_name");
            if (className == "function")
            {
                return Activation(function, "config", name);
            }

            JsonArguments inner = (function.Object("config") ?? function).Called($"activation of layer '{name}' ({className})");
            KerasTranslation translation = Translate(new KerasLayer(className, name, inner), []);
            return translation.Weights.Count == 0 ? translation.Layers : throw config.Refused($"its activation, {className}, has weights of its own");
        }

        string named = config.Text(argument) ?? "linear";
        KerasTranslation activation = named switch
        {
            "linear" => KerasTranslation.Nothing,
            "relu" => KerasTranslation.Of("Relu", name),
            "relu6" => KerasTranslation.Of("Relu6", name),
            "leaky_relu" => KerasTranslation.Of("LeakyRelu", name, ("negativeSlope", 0.2)),
            "elu" => KerasTranslation.Of("Elu", name, ("alpha", 1.0)),
            "selu" => KerasTranslation.Of("Selu", name),
            "gelu" => KerasTranslation.Of("Gelu", name, ("form", nameof(GeluForm.Exact))),
            "silu" or "swish" => KerasTranslation.Of("Silu", name),
            "mish" => KerasTranslation.Of("Mish", name),
            "hard_silu" or "hard_swish" => KerasTranslation.Of("HardSwish", name),
            "hard_sigmoid" => KerasTranslation.Of(
                "HardSigmoid", name, ("form", isKeras2 ? nameof(HardSigmoidForm.Fifth) : nameof(HardSigmoidForm.Sixth))),
            "sigmoid" => KerasTranslation.Of("Sigmoid", name),
            "tanh" => KerasTranslation.Of("Tanh", name),
            "softplus" => KerasTranslation.Of("Softplus", name),
            "softsign" => KerasTranslation.Of("Softsign", name),
            "exponential" => KerasTranslation.Of("Exponential", name),
            "softmax" => KerasTranslation.Of("Softmax", name),
            "log_softmax" => KerasTranslation.Of("LogSoftmax", name),
            _ => throw config.Refused($"StaticNet has no activation '{named}'"),
        };
        return activation.Layers;
    }

    /// <summary>The axes, counted as Keras counts them, the batch being 0; the last unless given.</summary>
    private static int[] Axis(JsonArguments config) => config.Integers("axis") ?? [-1];

    private bool IsLastAxis(JsonArguments config) => Axis(config) is [var axis] && (axis == -1 || axis == Shape?.Length);

    private static void CheckFormat(JsonArguments config)
    {
        if (config.Text("data_format") == "channels_first")
        {
            throw config.Refused("StaticNet has images as height, width, channels; this takes channels first");
        }
    }

    /// <summary>A number, or a list of one.</summary>
    private static double Single(JsonArguments config, string argument, double otherwise) => config.Numbers(argument) switch
    {
        null => otherwise,
        [var one] => one,
        _ => throw config.Refused($"expected one number as {argument}, found several"),
    };
}
