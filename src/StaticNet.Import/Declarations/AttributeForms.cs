namespace StaticNet.Importing;

/// <summary>The attributes that layers of foreign files may become.</summary>
internal static class AttributeForms
{
    private static readonly Dictionary<string, object> _none = [];

    /// <summary>By kind.</summary>
    public static IReadOnlyDictionary<string, AttributeForm> All { get; } = new Dictionary<string, AttributeForm>
    {
        ["Dense"] = Form(("units", null), ("bias", true)),
        ["BatchNorm"] = new(
            [("axis", -1), ("momentum", 0.99), ("epsilon", 1e-3), ("center", true), ("scale", true)],
            new Dictionary<string, object>
            {
                ["Average"] = "Exponential",
                ["RunningVariance"] = "Biased",
                ["FrozenStatistics"] = false,
                ["Trainable"] = true,
                ["Renormalize"] = false,
                ["VirtualBatch"] = 0,
            }),
        ["LayerNorm"] = Form(("epsilon", 1e-3), ("center", true), ("scale", true)),
        ["RMSNorm"] = Form(("epsilon", 1e-6), ("scale", true)),
        ["GroupNorm"] = Form(("groups", null), ("epsilon", 1e-3), ("center", true), ("scale", true)),
        ["Relu"] = Form(),
        ["Relu6"] = Form(),
        ["LeakyRelu"] = Form(("negativeSlope", 0.01)),
        ["PRelu"] = Form(("shared", false)),
        ["Elu"] = Form(("alpha", 1.0)),
        ["Selu"] = Form(),
        ["Gelu"] = Form(("form", "Exact")),
        ["Silu"] = Form(),
        ["Mish"] = Form(),
        ["HardSwish"] = Form(),
        ["HardSigmoid"] = Form(("form", "Sixth")),
        ["Sigmoid"] = Form(),
        ["Tanh"] = Form(),
        ["Softplus"] = Form(),
        ["Softsign"] = Form(),
        ["Exponential"] = Form(),
        ["Softmax"] = Form(),
        ["LogSoftmax"] = Form(),
        ["Dropout"] = Form(("rate", null)),
        ["AlphaDropout"] = Form(("rate", null)),
        ["GaussianDropout"] = Form(("rate", null)),
        ["GaussianNoise"] = Form(("deviation", null)),
        ["Flatten"] = Form(),
        ["Rescale"] = Form(("scale", null), ("offset", 0.0)),
        ["Log"] = Form(("offset", 1.0)),
        ["Clip"] = Form(("min", null), ("max", null)),
        ["Center"] = Form(),
        ["Standardize"] = Form(("center", true)),
        ["MinMax"] = Form(("min", 0.0), ("max", 1.0)),
        ["MaxAbs"] = Form(),
        ["RobustScale"] = Form(("lower", 25.0), ("upper", 75.0), ("center", true)),
        ["TargetStandardize"] = Form(),
    };

    /// <summary>Settings whose value is a member of an enum.</summary>
    public static IReadOnlyDictionary<(string Kind, string Setting), (string Type, string[] Members)> Enumerations { get; } =
        new Dictionary<(string, string), (string, string[])>
        {
            [("Gelu", "form")] = ("GeluForm", Enum.GetNames<GeluForm>()),
            [("HardSigmoid", "form")] = ("HardSigmoidForm", Enum.GetNames<HardSigmoidForm>()),
            [("BatchNorm", "Average")] = ("MovingAverage", Enum.GetNames<MovingAverage>()),
            [("BatchNorm", "RunningVariance")] = ("RunningVariance", Enum.GetNames<RunningVariance>()),
        };

    private static AttributeForm Form(params (string Name, object? Default)[] parameters) => new(parameters, _none);
}
