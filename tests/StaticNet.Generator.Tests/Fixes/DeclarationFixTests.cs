using Microsoft.CodeAnalysis.CodeFixes;

namespace StaticNet.Generator.Tests.Fixes;

/// <summary>Fixes of how a network is declared: what comes out, to the character.</summary>
public sealed class DeclarationFixTests
{
    [Theory]
    [InlineData("[Input(4)]\n[Dense(3)]\npublic sealed class Net; // plain", "[Input(4)]\n[Dense(3)]\npublic sealed partial class Net; // plain")]
    [InlineData("[Input(4)] [Dense(3)] /* a */ class /* b */ Net { }", "[Input(4)] [Dense(3)] /* a */ partial class /* b */ Net { }")]
    [InlineData(
        "public class Outer\n{\n    record struct Inner\n    {\n        [Input(4)] [Dense(3)] partial class Net;\n    }\n}",
        "public partial class Outer\n{\n    partial record struct Inner\n    {\n        [Input(4)] [Dense(3)] partial class Net;\n    }\n}")]
    public Task A_class_is_made_partial(string broken, string expected) => Check("SN0102", broken, expected);

    [Theory]
    [InlineData("[Input(4)] [Dense(3)] public abstract partial class Net;", "[Input(4)] [Dense(3)] public partial class Net;")]
    [InlineData("[Input(4)] [Dense(3)] static /* why */ partial class Net;", "[Input(4)] [Dense(3)]  /* why */ partial class Net;")]
    [InlineData(
        "[Input(4)] [Dense(3)]\nabstract partial class Net;\nabstract partial class Net { }", "[Input(4)] [Dense(3)]\npartial class Net;\npartial class Net { }")]
    public Task A_class_loses_what_keeps_it_from_being_a_network(string broken, string expected) => Check("SN0103", broken, expected);

    [Theory]
    [InlineData(
        "// Digits.\n[Dense(3)] // classes\n[Softmax]\npartial class Net;", "// Digits.\n[Input(784)]\n[Dense(3)] // classes\n[Softmax]\npartial class Net;")]
    [InlineData("[System.Obsolete] [Dense(3)] partial class Net;", "[System.Obsolete] [Input(784)] [Dense(3)] partial class Net;")]
    [InlineData("class A\n{\n\t[Dense(3)]\n\tpartial class Net;\n}", null)]
    [InlineData("[global::StaticNet.Dense(3)]\npartial class Net;", "[global::StaticNet.Input(784)]\n[global::StaticNet.Dense(3)]\npartial class Net;")]
    public Task An_input_is_added(string broken, string? expected) => expected is null
        ? Check("SN0101", broken.Replace("class A", "partial class A"), "partial class A\n{\n\t[Input(784)]\n\t[Dense(3)]\n\tpartial class Net;\n}")
        : Check("SN0101", broken, expected);

    [Theory]
    [InlineData("[Input(4)] // pixels\npartial class Net;", "[Input(4)] // pixels\n[Dense(10)]\npartial class Net;")]
    [InlineData("[Input(4)] partial class Net;", "[Input(4)] [Dense(10)] partial class Net;")]
    public Task A_layer_is_added(string broken, string expected) => Check("SN0108", broken, expected);

    [Theory]
    [InlineData("[Dense(3)]\n[Input(4)]\n[Relu]\npartial class Net;", "[Input(4)]\n[Dense(3)]\n[Relu]\npartial class Net;")]
    [InlineData("[Dense(3), Relu, Input(4)] // one line\npartial class Net;", "[Input(4), Dense(3), Relu] // one line\npartial class Net;")]
    [InlineData("[Dense(3)]\n[Input(4), Relu]\npartial class Net;", "[Input(4)]\n[Dense(3)]\n[Relu]\npartial class Net;")]
    [InlineData("[Dense(3)] [Input(4)] partial class Net;", "[Input(4)]\n[Dense(3)] partial class Net;")]
    [InlineData("[Dense(3)]\n[Input(4)] // pixels\n[Relu]\npartial class Net;", "[Input(4)]\n[Dense(3)]\n// pixels\n[Relu]\npartial class Net;")]
    [InlineData("[Input(4)]\n[Input(5)]\n[Dense(3)]\npartial class Net;", "[Input(4)]\n[Dense(3)]\npartial class Net;")]
    [InlineData("[Input(4), Input(5), Dense(3)]\npartial class Net;", "[Input(4), Dense(3)]\npartial class Net;")]
    [InlineData("[Input(4), /* or */ Input(5), Dense(3)]\npartial class Net;", "[Input(4) /* or */ , Dense(3)]\npartial class Net;")]
    public Task An_input_comes_first_and_once(string broken, string expected) => Check("SN0104", broken, expected);

    [Theory]
    [InlineData(
        "[Input(4)] // in\npartial class Net;\n\n[Dense(3), Relu]\n[Loss(LossKind.Huber)]\n[Dense(2)]\npartial class Net { }",
        "[Input(4)] // in\n[Dense(3), Relu]\n[Dense(2)]\npartial class Net;\n\n[Loss(LossKind.Huber)]\npartial class Net { }")]
    [InlineData(
        "[Input(4)] partial class Net; [Dense(3), System.Obsolete, Relu] partial class Net;",
        "[Input(4)] [Dense(3), Relu] partial class Net; [System.Obsolete] partial class Net;")]
    public Task Layers_are_gathered(string broken, string expected) => Check("SN0105", broken, expected);

    [Fact]
    public Task Layers_are_gathered_from_other_files() => FixCheck.Gives(
        "SN0105",
        ["using StaticNet;\n[Input(4)]\n[Dense(8), Relu]\npartial class Net;\n", "using StaticNet;\n// More.\n[Dense(3)]\n[Softmax]\npartial class Net;\n"],
        ["using StaticNet;\n[Input(4)]\n[Dense(8), Relu]\n[Dense(3)]\n[Softmax]\npartial class Net;\n", "using StaticNet;\n// More.\npartial class Net;\n"]);

    [Theory]
    [InlineData(
        "[Input(4)]\n[Dense(3, Name = \"a\")]\n[Relu(Name = \"a\")] // b\npartial class Net;",
        "[Input(4)]\n[Dense(3, Name = \"a\")]\n[Relu(Name = \"a_2\")] // b\npartial class Net;")]
    public Task A_name_is_numbered(string broken, string expected) => Check("SN0107", broken, expected);

    [Theory]
    [InlineData(
        "[Input(4)]\n[Dense(3, KernelMin = 1, KernelMax = 2)] // drawn\npartial class Net;", "[Input(4)]\n[Dense(3)] // drawn\npartial class Net;")]
    [InlineData(
        "[Input(4)]\n[Dense(3, bias: false, BiasInitializer = Initializer.Zeros, Name = \"a\")]\npartial class Net;",
        "[Input(4)]\n[Dense(3, bias: false, Name = \"a\")]\npartial class Net;")]
    [InlineData(
        "[Input(4)] [Dense(3)]\n[Loss(LossKind.MeanSquaredError, Delta = 2)]\npartial class Net;",
        "[Input(4)] [Dense(3)]\n[Loss(LossKind.MeanSquaredError)]\npartial class Net;")]
    public Task An_argument_without_effect_is_removed(string broken, string expected) => Check("SN0109", broken, expected);

    [Theory]
    [InlineData(FixAllScope.Document, 1)]
    [InlineData(FixAllScope.Project, 2)]
    [InlineData(FixAllScope.Solution, 3)]
    public async Task All_classes_are_made_partial_at_once(FixAllScope scope, int files)
    {
        const string Broken = "using StaticNet;\nclass A\n{\n    [Input(4)] [Dense(3)] class Net; // one\n    [Input(4)] [Dense(3)] class Other;\n}\n";
        const string Fixed =
            "using StaticNet;\npartial class A\n{\n    [Input(4)] [Dense(3)] partial class Net; // one\n    [Input(4)] [Dense(3)] partial class Other;\n}\n";
        NetworkSolution solution = BuiltTools.Solution([Broken, Broken.Replace("class A", "class B")], [Broken]);
        string[] expected = [Fixed, Fixed.Replace("class A", "class B"), Fixed];

        NetworkSolution repaired = await solution.FixAll("SN0102", scope);

        Assert.Equal([.. expected.Take(files), .. solution.Texts.Skip(files)], repaired.Texts);
    }

    [Theory]
    [InlineData(FixAllScope.Document)]
    [InlineData(FixAllScope.Project)]
    [InlineData(FixAllScope.Solution)]
    public async Task All_names_are_numbered_at_once(FixAllScope scope)
    {
        NetworkSolution solution = BuiltTools.Solution(
            ["using StaticNet;\n[Input(4)]\n[Dense(3, Name = \"a\"), Relu(Name = \"a\"), Dense(2, Name = \"a\")]\npartial class Net;\n"]);

        NetworkSolution repaired = await solution.FixAll("SN0107", scope);

        Assert.Equal(
            ["using StaticNet;\n[Input(4)]\n[Dense(3, Name = \"a\"), Relu(Name = \"a_2\"), Dense(2, Name = \"a_3\")]\npartial class Net;\n"], repaired.Texts);
        Assert.Empty(await repaired.Diagnostics());
    }

    private static Task Check(string rule, string broken, string expected) =>
        FixCheck.Gives(rule, "using StaticNet;\n" + broken + "\n", "using StaticNet;\n" + expected + "\n");
}
