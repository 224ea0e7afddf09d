using Microsoft.CodeAnalysis.CodeFixes;

namespace StaticNet.Generator.Tests.Fixes;

/// <summary>Fixes of networks that run and hardly do what was meant: what comes out, to the character.</summary>
public sealed class MeaningFixTests
{
    [Theory]
    [InlineData("[Dense(8), BatchNorm, Relu] // first", "[Dense(8, bias: false), BatchNorm, Relu] // first")]
    [InlineData("[Dense(units: 8), BatchNorm]", "[Dense(units: 8, bias: false), BatchNorm]")]
    [InlineData("[Dense(8, true), BatchNorm]", "[Dense(8, false), BatchNorm]")]
    [InlineData("[Dense(bias: true, units: 8), BatchNorm]", "[Dense(bias: false, units: 8), BatchNorm]")]
    [InlineData(
        "[Dense(8, BiasInitializer = Initializer.Uniform, BiasMin = 1, BiasMax = 2, Name = \"a\"), BatchNorm]",
        "[Dense(8, bias: false, Name = \"a\"), BatchNorm]")]
    public Task A_useless_bias_is_removed(string broken, string expected) => Check("SN0301", broken, expected);

    [Theory]
    [InlineData("SN0302", "[Dense(8, bias: false), BatchNorm, BatchNorm, Relu]", "[Dense(8, bias: false), BatchNorm, Relu]")]
    [InlineData("SN0305", "[Dense(8), Relu]\n[Dropout(0)]", "[Dense(8), Relu]")]
    [InlineData("SN0305", "[Dense(8), Relu]\n[GaussianNoise(0)]", "[Dense(8), Relu]")]
    [InlineData("SN0305", "[Dense(8), Relu]\n[Dropout(0)] // none", "[Dense(8), Relu]\n// none")]
    [InlineData("SN0309", "[Flatten, Dense(8), Relu]", "[Dense(8), Relu]")]
    [InlineData("SN0309", "[Rescale(2), Standardize] /* raw */ [Dense(8), Relu]", "[Standardize] /* raw */ [Dense(8), Relu]")]
    [InlineData("SN0310", "[Dense(8), Relu, Tanh]", "[Dense(8), Relu]")]
    public Task A_layer_without_use_is_removed(string rule, string broken, string expected) => Check(rule, broken, expected);

    [Fact]
    public Task An_activation_is_put_between_linear_layers() => Check("SN0303", "[Dense(8)] // first", "[Dense(8), Relu] // first");

    [Theory]
    [InlineData("[Dense(8, bias: false), Dropout(0.2), BatchNorm, Relu]", "[Dense(8, bias: false), BatchNorm, Relu, Dropout(0.2)]")]
    [InlineData("[Dense(8, bias: false), Relu]\n[Dropout(0.2)]\n[BatchNorm] // x", "[Dense(8, bias: false), Relu]\n[BatchNorm, Dropout(0.2)] // x")]
    [InlineData(
        "[Dense(8, bias: false), Dropout(0.2), BatchNorm, LeakyRelu(0.1)]", "[Dense(8, bias: false), BatchNorm, LeakyRelu(0.1), Dropout(0.2)]")]
    public Task A_dropout_comes_after_BatchNorm(string broken, string expected) => Check("SN0304", broken, expected);

    [Fact]
    public Task An_activation_is_normalised() => Check(
        "SN0306", "[Dense(8), Tanh]\n[Dense(8), Tanh]\n[Dense(8), Tanh]", "[Dense(8), Tanh]\n[Dense(8), Tanh]\n[Dense(8), BatchNorm, Tanh]");

    [Fact]
    public Task A_loss_that_softmax_does_not_want_is_removed() => FixCheck.Gives(
        "SN0307",
        "using StaticNet;\n[Input(4)]\n[Dense(3), Softmax]\n[Loss(LossKind.Huber)] // no\npartial class Net;\n",
        "using StaticNet;\n[Input(4)]\n[Dense(3), Softmax]\n// no\npartial class Net;\n");

    [Fact]
    public Task An_activation_that_bounds_targets_is_removed() => FixCheck.Gives(
        "SN0311",
        "using StaticNet;\n[Input(4), TargetStandardize]\n[Dense(3), Relu] // no\npartial class Net;\n",
        "using StaticNet;\n[Input(4), TargetStandardize]\n[Dense(3)] // no\npartial class Net;\n");

    [Theory]
    [InlineData("[Dense(8, bias: false), BatchNorm(momentum: 0.9999), Relu]", "[Dense(8, bias: false), BatchNorm(momentum: 0.99), Relu]")]
    [InlineData("[Dense(8, bias: false), BatchNorm(-1, 1), Relu]", "[Dense(8, bias: false), BatchNorm(-1, 0.99), Relu]")]
    public Task A_momentum_is_lowered(string broken, string expected) => Check("SN0308", broken, expected);

    [Theory]
    [InlineData(FixAllScope.Document, 1)]
    [InlineData(FixAllScope.Project, 2)]
    [InlineData(FixAllScope.Solution, 3)]
    public async Task All_useless_biases_are_removed_at_once(FixAllScope scope, int files)
    {
        const string Broken = "using StaticNet;\n[Input(4)]\n[Dense(8), BatchNorm]\n[Relu, Dense(8, true), BatchNorm, Relu]\n[Dense(2)]\npartial class Net;\n";
        const string Fixed =
            "using StaticNet;\n[Input(4)]\n[Dense(8, bias: false), BatchNorm]\n[Relu, Dense(8, false), BatchNorm, Relu]\n[Dense(2)]\npartial class Net;\n";
        string other = Broken.Replace("class Net;", "class Other;", StringComparison.Ordinal);
        NetworkSolution solution = BuiltTools.Solution([Broken, other], [Broken]);
        string[] expected = [Fixed, Fixed.Replace("class Net;", "class Other;", StringComparison.Ordinal), Fixed];

        NetworkSolution repaired = await solution.FixAll("SN0301", scope);

        Assert.Equal([.. expected.Take(files), .. solution.Texts.Skip(files)], repaired.Texts);
    }

    [Fact]
    public async Task Neighbours_are_removed_together()
    {
        NetworkSolution solution = BuiltTools.Solution(
            ["using StaticNet;\n[Input(4)]\n[Dropout(0), Dropout(0), Dense(8), Dropout(0), Relu, Dropout(0)]\n[Dropout(0)]\n[Dense(2)]\npartial class Net;\n"]);

        NetworkSolution repaired = await solution.FixAll("SN0305", FixAllScope.Document);

        Assert.Equal(["using StaticNet;\n[Input(4)]\n[Dense(8), Relu]\n[Dense(2)]\npartial class Net;\n"], repaired.Texts);
    }

    private static Task Check(string rule, string broken, string expected) => FixCheck.Gives(
        rule,
        $"using StaticNet;\n[Input(4)]\n{broken}\n[Dense(2)]\npartial class Net;\n",
        $"using StaticNet;\n[Input(4)]\n{expected}\n[Dense(2)]\npartial class Net;\n");
}
