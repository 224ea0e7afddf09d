using Microsoft.CodeAnalysis.CodeFixes;

namespace StaticNet.Generator.Tests.Fixes;

/// <summary>Fixes of layers that do not fit where they stand: what comes out, to the character.</summary>
public sealed class ShapeFixTests
{
    [Theory]
    [InlineData("[Input(4)]\n[Dense(1), Softmax] // yes or no\npartial class Net;", "[Input(4)]\n[Dense(1), Sigmoid] // yes or no\npartial class Net;")]
    [InlineData(
        "[Input(4)]\n[Dense(1), StaticNet.Softmax(Name = \"out\")]\npartial class Net;",
        "[Input(4)]\n[Dense(1), StaticNet.Sigmoid(Name = \"out\")]\npartial class Net;")]
    public Task A_softmax_of_one_value_becomes_a_sigmoid(string broken, string expected) => Check("SN0206", broken, expected);

    [Fact]
    public Task BatchNorm_acts_on_the_last_axis() => Check(
        "SN0201",
        "[Input(4)]\n[Dense(8), BatchNorm(axis: 2, momentum: 0.9), Relu]\n[Dense(1)]\npartial class Net;",
        "[Input(4)]\n[Dense(8), BatchNorm(axis: -1, momentum: 0.9), Relu]\n[Dense(1)]\npartial class Net;");

    [Theory]
    [InlineData(
        "enum Answer { No, Yes, Perhaps }\n[Input(4)]\n[Dense(8), Relu]\n[Softmax] // out\n[Classes<Answer>]\npartial class Net;",
        "enum Answer { No, Yes, Perhaps }\n[Input(4)]\n[Dense(8), Relu]\n[Dense(3), Softmax] // out\n[Classes<Answer>]\npartial class Net;")]
    [InlineData(
        "enum Answer { No, Yes, Perhaps }\n[Input(4)]\n[Dense(bias: false, units: 8), Softmax]\n[Classes<Answer>]\npartial class Net;",
        "enum Answer { No, Yes, Perhaps }\n[Input(4)]\n[Dense(bias: false, units: 3), Softmax]\n[Classes<Answer>]\npartial class Net;")]
    [InlineData(
        "enum Answer { No, Yes, Perhaps }\n[Input(4)]\n[Dense(8), Relu]\n[Classes<Answer>]\npartial class Net;",
        "enum Answer { No, Yes, Perhaps }\n[Input(4)]\n[Dense(3), Relu]\n[Classes<Answer>]\npartial class Net;")]
    public Task Outputs_match_the_classes(string broken, string expected) => Check("SN0208", broken, expected);

    [Theory]
    [InlineData("[Input(4, 3)]\n[Dense(8), Relu] // first\n[Dense(2)]\npartial class Net;", "[Input(4, 3)]\n[Flatten, Dense(8), Relu] // first\n[Dense(2)]\npartial class Net;")]
    [InlineData("[StaticNet.Input(4, 3)] [StaticNet.Dense(8)] partial class Net;", "[StaticNet.Input(4, 3)] [StaticNet.Flatten, StaticNet.Dense(8)] partial class Net;")]
    public Task A_flatten_is_inserted(string broken, string expected) => Check("SN0207", broken, expected);

    [Fact]
    public async Task A_log_softmax_of_one_value_is_left_to_the_user() =>
        Assert.Empty(await BuiltTools.Solution(["using StaticNet; [Input(4)] [Dense(1), LogSoftmax] partial class Net;"]).Offers("SN0206"));

    [Theory]
    [InlineData(
        "[Input(4)]\n[Dense(4, Name = \"Main\"), Relu]\n[Dense(4), Add(\"main\")] // sum\npartial class Net;",
        "[Input(4)]\n[Dense(4, Name = \"Main\"), Relu]\n[Dense(4), Add(\"Main\")] // sum\npartial class Net;")]
    [InlineData(
        "[Input(4)]\n[Dense(4), Relu, Dense(4, Name = \"imput\", From = \"imput\"), Add(\"relu1\")]\npartial class Net;",
        null)]
    [InlineData(
        "[Input(4)]\n[Dense(4), Relu, Dense(4, From = \"imput\"), Add(\"relu1\")]\npartial class Net;",
        "[Input(4)]\n[Dense(4), Relu, Dense(4, From = \"input\"), Add(\"relu1\")]\npartial class Net;")]
    public async Task The_nearest_name_is_offered(string broken, string? expected)
    {
        if (expected is null)
        {
            Assert.Empty(await BuiltTools.Solution(["using StaticNet;\n" + broken]).Offers("SN0211"));
        }
        else
        {
            await Check("SN0211", broken, expected);
        }
    }

    [Theory]
    [InlineData(
        "[Input(4)]\n[Dense(3), Add(\"input\")] // sum\npartial class Net;", "[Input(4)]\n[Dense(4), Add(\"input\")] // sum\npartial class Net;")]
    [InlineData(
        "[Input(4)]\n[Dense(units: 3, Name = \"a\"), Relu(From = \"input\"), Add(\"a\")]\npartial class Net;",
        "[Input(4)]\n[Dense(units: 4, Name = \"a\"), Relu(From = \"input\"), Add(\"a\")]\npartial class Net;")]
    public Task Units_follow_what_they_are_added_to(string broken, string expected) => Check("SN0213", broken, expected);

    [Theory]
    [InlineData("SN0207", "[Input(4, 3), Dense(3), Relu, Add(\"input\")] partial class Net;")]
    [InlineData("SN0303", "[Input(4), Dense(3), Dense(4), Add(\"input\")] partial class Net;")]
    [InlineData("SN0304", "[Input(4), Dropout(0.1), BatchNorm, Relu, Dense(4, From = \"relu1\")] partial class Net;")]
    [InlineData("SN0305", "[Input(4), Dropout(0), Dense(4), Dropout(0.1), Add(\"dropout1\")] partial class Net;")]
    [InlineData("SN0212", "[Input(4), Dense(4), Dense(3, From = \"input\"), Relu, Dense(3), Add(\"dense2\")] partial class Net;")]
    public async Task Layers_of_a_branched_network_are_not_moved_about(string rule, string source)
    {
        NetworkSolution solution = BuiltTools.Solution(["using StaticNet; " + source]);

        Assert.Contains(await solution.Diagnostics(), diagnostic => diagnostic.Id == rule);
        Assert.Empty(await solution.Offers(rule));
    }

    [Fact]
    public Task A_layer_that_nobody_reads_is_removed() => Check(
        "SN0212",
        "[Input(4)]\n[Dense(3)] // in vain\n[Dense(2, From = \"input\")]\npartial class Net;",
        "[Input(4)]\n// in vain\n[Dense(2, From = \"input\")]\npartial class Net;");

    [Theory]
    [InlineData(
        "[Input(4)]\n[Dense(8), Softmax]\n[Dense(3), Softmax]\npartial class Net;", "[Input(4)]\n[Dense(8)]\n[Dense(3), Softmax]\npartial class Net;")]
    [InlineData("[Input(4)]\n[Softmax] // too early\n[Dense(3)]\npartial class Net;", "[Input(4)]\n// too early\n[Dense(3), Softmax]\npartial class Net;")]
    public Task A_softmax_stands_last(string broken, string expected) => Check("SN0203", broken, expected);

    [Fact]
    public async Task A_softmax_in_the_middle_can_be_removed_or_moved() => Assert.Equal(
        ["Move Softmax to the end", "Remove Softmax"],
        (await BuiltTools.Solution(["using StaticNet; [Input(4)] [Softmax, Dense(3)] partial class Net;"]).Offers("SN0203"))
            .Select(static offer => offer.Title));

    [Theory]
    [InlineData(
        "[Input(4)]\n[Dense(3), Sigmoid]\n[Loss(LossKind.CrossEntropy)]\npartial class Net;", "[Input(4)]\n[Dense(3), Sigmoid]\npartial class Net;")]
    [InlineData(
        "[Input(4)]\n[Dense(3), Sigmoid]\npartial class Net;\n/// <summary>Here.</summary>\n[Loss(LossKind.CrossEntropy)] partial class Net;",
        "[Input(4)]\n[Dense(3), Sigmoid]\npartial class Net;\n/// <summary>Here.</summary>\npartial class Net;")]
    public Task A_loss_that_does_not_fit_is_removed(string broken, string expected) => Check("SN0204", broken, expected);

    [Theory]
    [InlineData("[Input(4)]\n[Dense(3), Softmax]\n[TargetStandardize]\npartial class Net;", "[Input(4)]\n[Dense(3), Softmax]\npartial class Net;")]
    [InlineData("[Input(4), TargetStandardize, Dense(3), Softmax] partial class Net;", "[Input(4), Dense(3), Softmax] partial class Net;")]
    public Task Standardising_what_has_no_unit_is_removed(string broken, string expected) => Check("SN0214", broken, expected);

    [Theory]
    [InlineData(
        "[Input(4)]\n[Dense(3)]\n[Standardize(Name = \"s\")]\n[Relu]\npartial class Net;", "[Input(4), Standardize(Name = \"s\")]\n[Dense(3)]\n[Relu]\npartial class Net;")]
    [InlineData("[Input(4), Dense(3), MinMax(0, 2), Relu] partial class Net;", "[Input(4), MinMax(0, 2), Dense(3), Relu] partial class Net;")]
    public Task A_normaliser_stands_first(string broken, string expected) => Check("SN0205", broken, expected);

    [Theory]
    [InlineData(FixAllScope.Document)]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    public async Task All_softmaxes_that_cannot_stay_are_removed_at_once(FixAllScope scope)
    {
        const string Broken = "using StaticNet;\n[Input(4)]\n[Softmax]\n[Dense(8), Softmax, Relu, Softmax]\n[Dense(3), Softmax]\npartial class Net;\n";
        NetworkSolution repaired = await BuiltTools.Solution([Broken]).FixAll("SN0203", scope, "Remove Softmax");

        Assert.Equal(["using StaticNet;\n[Input(4)]\n[Dense(8), Relu]\n[Dense(3), Softmax]\npartial class Net;\n"], repaired.Texts);
    }

    private static Task Check(string rule, string broken, string expected) =>
        FixCheck.Gives(rule, "using StaticNet;\n" + broken + "\n", "using StaticNet;\n" + expected + "\n");
}
