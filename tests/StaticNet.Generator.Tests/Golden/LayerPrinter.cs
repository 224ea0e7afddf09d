using System.Globalization;
using System.Text.Json;

namespace StaticNet.Generator.Tests.Golden;

/// <summary>Prints layers of the index as attributes. An argument it does not know is an error: nothing may be ignored silently.</summary>
internal static class LayerPrinter
{
    /// <summary>Kinds of layer, and forms of scaler, that StaticNet does not have yet. Nothing else may be missing.</summary>
    private static readonly HashSet<string> _notYet =
    [
        "conv2d", "conv1d", "depthwise_conv2d",
        "maxpool2d", "avgpool2d", "global_avgpool2d",
        "gru", "lstm", "mha", "embedding",
        "MinMaxScaler clip=true",
    ];

    /// <summary>Names of what the case needs and StaticNet does not have yet.</summary>
    public static IReadOnlyList<string> Missing(GoldenCase goldenCase)
    {
        IEnumerable<string> layers = goldenCase.Layers.SelectMany(Types);
        IEnumerable<string> scalers = goldenCase.Json.TryGetProperty("scaler", out JsonElement scaler) ? Forms(scaler) : [];
        return [.. layers.Concat(scalers).Where(_notYet.Contains).Distinct()];
    }

    /// <summary>Whether it is known that StaticNet does not have a kind of layer.</summary>
    public static bool IsMissing(string type) => _notYet.Any(missing => missing.StartsWith(type, StringComparison.Ordinal));

    /// <summary>
    /// Layers as attributes. A residual's main branch reads what is above, its shortcut, where it has layers, reads that too, and the sum comes last.
    /// </summary>
    /// <param name="layers">The layers.</param>
    /// <param name="above">Name of what the first one reads.</param>
    /// <param name="batchNorm">How BatchNorms are printed.</param>
    public static IEnumerable<string> Print(IEnumerable<JsonElement> layers, string above, BatchNormForm batchNorm)
    {
        foreach (JsonElement layer in layers)
        {
            string name = layer.GetProperty("name").GetString()!;
            if (!layer.GetProperty("type").ValueEquals("residual"))
            {
                yield return Print(layer, batchNorm);
                above = name;
                continue;
            }

            CheckKeys(layer, "main", "shortcut");
            JsonElement[] main = [.. layer.GetProperty("main").EnumerateArray()];
            JsonElement[] shortcut = [.. layer.GetProperty("shortcut").EnumerateArray()];
            foreach (string attribute in Print(main, above, batchNorm))
            {
                yield return attribute;
            }

            string other = above;
            if (shortcut.Length > 0)
            {
                other = main[^1].GetProperty("name").GetString()!;
                yield return Print(shortcut[0], batchNorm, $"From = {JsonSerializer.Serialize(above)}");
                string first = shortcut[0].GetProperty("name").GetString()!;
                foreach (string attribute in Print(shortcut.Skip(1), first, batchNorm))
                {
                    yield return attribute;
                }
            }

            yield return Attribute("Add", JsonSerializer.Serialize(other), $"Name = {JsonSerializer.Serialize(name)}");
            above = name;
        }
    }

    /// <summary>A layer as an attribute.</summary>
    public static string Print(JsonElement layer, BatchNormForm batchNorm, params string[] more)
    {
        string type = layer.GetProperty("type").GetString()!;
        string name = layer.GetProperty("name").GetString()!;
        IReadOnlyList<string> arguments = type switch
        {
            "dense" => Dense(layer),
            "batchnorm" => BatchNorm(layer, batchNorm),
            "layernorm" => SampleNorm(layer, "LayerNorm"),
            "rmsnorm" => SampleNorm(layer, "RMSNorm"),
            "groupnorm" => SampleNorm(layer, "GroupNorm"),
            "activation" => Activation(layer),
            "prelu" => Prelu(layer),
            "dropout" => Dropout(layer),
            "flatten" => Flatten(layer),
            _ => throw new InvalidDataException($"The layer type '{type}' is neither known nor on the list of what may be missing."),
        };
        return Attribute(arguments[0], [.. arguments.Skip(1), $"Name = {JsonSerializer.Serialize(name)}", .. more]);
    }

    /// <summary>The loss as an attribute.</summary>
    public static string PrintLoss(JsonElement loss)
    {
        string type = loss.GetProperty("type").GetString()!;
        CheckKeys(loss, "labels", "reduction", "label_smoothing", "delta");
        string kind = type switch
        {
            "softmax_cross_entropy" => nameof(LossKind.CrossEntropy),
            "bce_with_logits" => nameof(LossKind.BinaryCrossEntropy),
            "mse" => nameof(LossKind.MeanSquaredError),
            "mae" => nameof(LossKind.MeanAbsoluteError),
            "huber" => nameof(LossKind.Huber),
            _ => throw new InvalidDataException($"The loss '{type}' is not known."),
        };
        string expected = type == "softmax_cross_entropy" ? "mean over rows" : "mean over all elements";
        Assert.Equal(expected, loss.GetProperty("reduction").GetString());
        return Attribute(
            "Loss",
            [
                $"LossKind.{kind}",
                .. Optional(loss, "label_smoothing", static smoothing => $"LabelSmoothing = {Number(smoothing)}"),
                .. Optional(loss, "delta", static delta => $"Delta = {Number(delta)}"),
            ]);
    }

    /// <summary>An attribute with its arguments, in brackets.</summary>
    public static string Attribute(string kind, params IReadOnlyList<string> arguments) =>
        arguments.Count == 0 ? $"[{kind}]" : $"[{kind}({string.Join(", ", arguments)})]";

    public static string Number(JsonElement number) => Number(number.GetDouble());

    public static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    public static string Integer(JsonElement number) => number.GetInt32().ToString(CultureInfo.InvariantCulture);

    /// <summary>Fails on a property that is neither a name or type nor one of <paramref name="known"/>.</summary>
    public static void CheckKeys(JsonElement json, params string[] known)
    {
        foreach (JsonProperty property in json.EnumerateObject())
        {
            if (property.Name is not ("name" or "type") && !known.Contains(property.Name))
            {
                throw new InvalidDataException($"'{property.Name}' of {json} is not known.");
            }
        }
    }

    private static IEnumerable<string> Types(JsonElement layer)
    {
        yield return layer.GetProperty("type").GetString()!;
        IEnumerable<JsonElement> inner = layer.EnumerateObject()
            .Where(static property => property.Value.ValueKind == JsonValueKind.Array)
            .SelectMany(static property => property.Value.EnumerateArray())
            .Where(static element => element.ValueKind == JsonValueKind.Object);
        foreach (string type in inner.SelectMany(Types))
        {
            yield return type;
        }
    }

    private static IEnumerable<string> Forms(JsonElement scaler)
    {
        string type = scaler.GetProperty("type").GetString()!;
        return scaler.EnumerateObject()
            .Where(static property => property.Value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            .Select(property => $"{type} {property.Name}={(property.Value.GetBoolean() ? "true" : "false")}")
            .Prepend(type);
    }

    private static string[] Dense(JsonElement layer)
    {
        CheckKeys(layer, "in", "out", "use_bias");
        string units = Integer(layer.GetProperty("out"));
        return layer.GetProperty("use_bias").GetBoolean() ? ["Dense", units] : ["Dense", units, "bias: false"];
    }

    private static List<string> BatchNorm(JsonElement layer, BatchNormForm form)
    {
        CheckKeys(layer, "features", "eps", "momentum", "center", "scale");
        List<string> arguments = ["BatchNorm", $"epsilon: {Number(layer.GetProperty("eps"))}"];
        JsonElement momentum = layer.GetProperty("momentum");
        if (form == BatchNormForm.BatchStatistics)
        {
            arguments.Add("momentum: 0");
        }
        else if (momentum.ValueKind != JsonValueKind.Null)
        {
            arguments.Add($"momentum: {Number(momentum)}");
        }

        arguments.AddRange(layer.GetProperty("center").GetBoolean() ? [] : ["center: false"]);
        arguments.AddRange(layer.GetProperty("scale").GetBoolean() ? [] : ["scale: false"]);
        if (momentum.ValueKind == JsonValueKind.Null && form != BatchNormForm.BatchStatistics)
        {
            arguments.Add("Average = MovingAverage.Cumulative");
        }

        arguments.AddRange(form switch
        {
            BatchNormForm.Unbiased => ["RunningVariance = RunningVariance.Unbiased"],
            BatchNormForm.Frozen => ["FrozenStatistics = true"],
            _ => Array.Empty<string>(),
        });
        return arguments;
    }

    private static string[] SampleNorm(JsonElement layer, string kind)
    {
        CheckKeys(layer, kind switch
        {
            "LayerNorm" => ["features", "eps", "center", "scale"],
            "RMSNorm" => ["features", "eps", "scale"],
            _ => ["features", "groups", "eps", "center", "scale"],
        });
        return
        [
            kind,
            .. Optional(layer, "groups", Integer),
            $"epsilon: {Number(layer.GetProperty("eps"))}",
            .. Optional(layer, "center", static center => $"center: {(center.GetBoolean() ? "true" : "false")}"),
            .. Optional(layer, "scale", static scale => $"scale: {(scale.GetBoolean() ? "true" : "false")}"),
        ];
    }

    private static string[] Activation(JsonElement layer)
    {
        string function = layer.GetProperty("fn").GetString()!;
        CheckKeys(layer, "fn", "negative_slope", "alpha", "approximate");
        string kind = function switch
        {
            "relu" => "Relu",
            "leaky_relu" => "LeakyRelu",
            "elu" => "Elu",
            "selu" => "Selu",
            "gelu" => "Gelu",
            "silu" => "Silu",
            "softplus" => "Softplus",
            "sigmoid" => "Sigmoid",
            "tanh" => "Tanh",
            "hardswish" => "HardSwish",
            "hardsigmoid" => "HardSigmoid",
            "softmax" => "Softmax",
            "log_softmax" => "LogSoftmax",
            "relu6" => "Relu6",
            "softsign" => "Softsign",
            "mish" => "Mish",
            "exponential" => "Exponential",
            _ => throw new InvalidDataException($"The activation '{function}' is not known."),
        };
        return
        [
            kind,
            .. Optional(layer, "negative_slope", Number),
            .. Optional(layer, "alpha", Number),
            .. Optional(layer, "approximate", static form => form.GetBoolean() ? "GeluForm.Tanh" : "GeluForm.Exact"),
        ];
    }

    private static string[] Prelu(JsonElement layer)
    {
        CheckKeys(layer, "features");
        return layer.GetProperty("features").GetInt32() == 1 ? ["PRelu", "shared: true"] : ["PRelu"];
    }

    private static string[] Dropout(JsonElement layer)
    {
        CheckKeys(layer, "rate");
        return ["Dropout", Number(layer.GetProperty("rate"))];
    }

    private static string[] Flatten(JsonElement layer)
    {
        CheckKeys(layer);
        return ["Flatten"];
    }

    private static string[] Optional(JsonElement json, string key, Func<JsonElement, string> print) =>
        json.TryGetProperty(key, out JsonElement value) ? [print(value)] : [];
}
