namespace StaticNet.Generator.Tests.Robustness;

/// <summary>Names of layers, classes, namespaces and members that could trip up generated code.</summary>
public sealed class NameTests
{
    private static readonly string[] _layerNames = ["input", "network", "rows", "column", "class", "x"];

    private static readonly string[] _layersAround =
    [
        """[Input(4, Name = "{0}")] [Standardize, Dense(20, Name = "d"), BatchNorm, PRelu(shared: true), Dense(3), Softmax]""",
        """[Input(4, Name = "in")] [Standardize(Name = "{0}")] [Dense(20), Mish, Dense(3)]""",
        """[Input(4, Name = "in")] [Standardize] [Dense(20, Name = "{0}"), Mish, BatchNorm, PRelu(shared: true), Dense(40), Relu]""",
        """[Input(4, Name = "in")] [Dense(20), BatchNorm(Name = "{0}", Average = MovingAverage.Cumulative)] [BatchNorm(Average = MovingAverage.Cumulative)]""",
        """[Input(4, Name = "in")] [Standardize, Dense(20), Relu, BatchNorm(Name = "{0}")]""",
        """[Input(4, 2, Name = "in")] [Dense(20), PRelu(shared: true, Name = "{0}"), PRelu(shared: true), Flatten(Name = "f"), Dense(3), Sigmoid]""",
        """[Input(4, Name = "in")] [Dense(20), Mish, Dropout(0.5, Name = "{0}"), Dense(3), Softmax(Name = "s")]""",
    ];

    [Fact]
    public async Task A_layer_in_any_place_may_have_a_name_that_methods_use()
    {
        IEnumerable<string> sources =
            from name in _layerNames.Index()
            from layers in _layersAround.Index()
            let attributes = layers.Item.Replace("{0}", name.Item, StringComparison.Ordinal)
            select $"using StaticNet; namespace N{name.Index}_{layers.Index}; {attributes} partial class Net;";

        Assert.Empty(await Soundness.Check([.. sources]));
    }
}
