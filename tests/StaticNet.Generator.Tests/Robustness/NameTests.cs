namespace StaticNet.Generator.Tests.Robustness;

/// <summary>Names of layers, classes, namespaces and members that could trip up generated code.</summary>
public sealed class NameTests
{
    private static readonly string[] _layerNames =
    [
        "rows", "columns", "column", "panel", "width", "batch", "gradient", "values", "value", "valueGradient", "input", "output", "Input",
        "outputGradient", "inputGradient", "network", "scratch", "batches", "slopeGradient", "loaded", "logits", "x", "y", "this", "class", "var",
        "await", "scoped", "nameof", "offsets", "transposed", "parameter", "activation", "absent", "predict", "training", "dense1_2", "Dense1", "1x",
        "_", "a/b-c_d", "größe", "層", "İx", "tile", "start", "samples", "next", "body", "predictor", "loadInput", "read", "forward",
    ];

    private static readonly string[] _layersAround =
    [
        """[Input(4, Name = "{0}")] [Standardize, Dense(20, Name = "d"), BatchNorm, PRelu(shared: true), Dense(3), Softmax]""",
        """[Input(4, Name = "in")] [Standardize(Name = "{0}")] [Dense(20), Mish, Dense(3)]""",
        """[Input(4, Name = "in")] [Standardize] [Dense(20, Name = "{0}"), Mish, BatchNorm, PRelu(shared: true), Dense(40), Relu]""",
        """[Input(4, Name = "in")] [Dense(20), BatchNorm(Name = "{0}", Average = MovingAverage.Cumulative), BatchNorm(Average = MovingAverage.Cumulative)]""",
        """[Input(4, Name = "in")] [Standardize, Dense(20), Relu, BatchNorm(Name = "{0}")]""",
        """[Input(4, 2, Name = "in")] [Dense(20), PRelu(shared: true, Name = "{0}"), PRelu(shared: true), Flatten(Name = "f"), Dense(3), Sigmoid]""",
        """[Input(4, Name = "in")] [Dense(20), Mish, Dropout(0.5, Name = "{0}"), Dense(3), Softmax(Name = "s")]""",
    ];

    [Fact]
    public async Task Layers_may_have_any_legal_name()
    {
        IEnumerable<string> sources =
            from name in _layerNames.Index()
            from layers in _layersAround.Index()
            select $"using StaticNet; namespace N{name.Index}_{layers.Index}; {layers.Item.Replace("{0}", name.Item, StringComparison.Ordinal)} partial class Net;";

        Assert.Empty(await Soundness.Check([.. sources]));
    }
}
