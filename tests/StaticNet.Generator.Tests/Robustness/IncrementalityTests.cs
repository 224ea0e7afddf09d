using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Tests.Robustness;

/// <summary>What an edit costs: which networks are parsed, placed and printed anew, by the reason of every step.</summary>
public sealed class IncrementalityTests
{
    private const string Cached = "Cached, Cached, Cached";

    /// <summary>Placed anew among the names of all networks, at the same place.</summary>
    private const string Placed = "Cached, Unchanged, Cached";

    private const string Modified = "Modified, Modified, Modified";

    private static readonly Dictionary<string, string> _files = new()
    {
        ["First.cs"] = "using StaticNet; [Input(4)] [Dense(Sizes.Hidden), Relu] [Dense(3)] partial class First { int Double(int x) => x * 2; }",
        ["Second.cs"] = "using StaticNet; [Input(4)] [Dense(5), Softmax] partial class Second;",
        ["Unmarked.cs"] = "using StaticNet; [Dense(5), Softmax] partial class Unmarked;",
        ["Sizes.cs"] = "static class Sizes { public const int Hidden = 8; public static int Half() => Hidden / 2; }",
    };

    private static readonly Lazy<CSharpCompilation> _original = new(static () => CompilerHarness.Compilation().AddSyntaxTrees(
        _files.Select(static file => CSharpSyntaxTree.ParseText(file.Value, CompilerHarness.ParseOptions, file.Key))));

    [Fact]
    public void An_edit_of_an_unrelated_body_prints_nothing() =>
        AssertReasons(Edit("Sizes.cs", "Hidden / 2", "Hidden / 3"), ("First", Cached), ("Second", Cached), ("Unmarked", Cached));

    [Fact]
    public void An_edit_of_a_body_in_the_network_prints_nothing() =>
        AssertReasons(Edit("First.cs", "x * 2", "x + x"), ("First", Cached), ("Second", Cached), ("Unmarked", Cached));

    [Fact]
    public void A_comment_between_attributes_prints_nothing() =>
        AssertReasons(Edit("Second.cs", "[Dense", "/* why */ [Dense"), ("First", Cached), ("Second", Cached), ("Unmarked", Cached));

    [Fact]
    public void A_new_file_prints_nothing() => AssertReasons(
        Add("Another.cs", "class Another { }"), ("First", Cached), ("Second", Cached), ("Unmarked", Cached));

    [Fact]
    public void An_edit_of_another_network_prints_that_one() => AssertReasons(
        Edit("Second.cs", "Dense(5)", "Dense(6)"), ("First", Cached), ("Second", Modified), ("Unmarked", Cached));

    [Fact]
    public void An_edit_of_a_constant_prints_the_network_that_uses_it() => AssertReasons(
        Edit("Sizes.cs", "Hidden = 8", "Hidden = 9"), ("First", Modified), ("Second", Cached), ("Unmarked", Cached));

    [Fact]
    public void A_loss_on_another_part_prints_the_network() => AssertReasons(
        Add("Loss.cs", "using StaticNet; [Loss(LossKind.Huber)] partial class First;"),
        ("First", Modified), ("Second", Cached), ("Unmarked", Cached));

    [Fact]
    public void A_new_network_prints_itself_alone() => AssertReasons(
        Add("Third.cs", "using StaticNet; [Input(4)] [Dense(3)] partial class Third;"),
        ("First", Placed), ("Second", Placed), ("Unmarked", Placed), ("Third", "New, New, New"));

    [Fact]
    public void A_network_that_becomes_valid_is_printed() => AssertReasons(
        Edit("Unmarked.cs", "[Dense(5)", "[Input(4), Dense(5)"), ("First", Cached), ("Second", Cached), ("Unmarked", Modified));

    /// <summary>Reasons of every step the generator has, for each kind of edit.</summary>
    [Theory]
    [InlineData("a file elsewhere", "Cached, Cached, Cached", "Cached", "Cached, Cached, Cached")]
    [InlineData("a comment", "Cached, Cached, Cached", "Cached", "Cached, Cached, Cached")]
    [InlineData("a body", "Cached, Cached, Cached", "Cached", "Cached, Cached, Cached")]
    [InlineData("a network", "Cached, Modified, Cached", "Cached", "Cached, Modified, Cached")]
    [InlineData("a new network", "Cached, Cached, Cached, New", "Modified", "Unchanged, Unchanged, Unchanged, New")]
    [InlineData("a removed network", "Cached, Cached, Removed", "Modified", "Removed, Unchanged, Unchanged")]
    public void Every_step_has_its_reason(string edit, string declarations, string places, string networks)
    {
        CSharpCompilation edited = edit switch
        {
            "a file elsewhere" => Edit("Sizes.cs", "Hidden / 2", "Hidden / 3"),
            "a comment" => Edit("First.cs", "partial", "/* one */ partial"),
            "a body" => Edit("First.cs", "x * 2", "x + x"),
            "a network" => Edit("Second.cs", "Dense(5)", "Dense(6)"),
            "a new network" => Add("Third.cs", "using StaticNet; [Input(4)] [Dense(3)] partial class Third;"),
            _ => Edit("Unmarked.cs", "[Dense(5), Softmax]", ""),
        };

        GeneratorRunResult result = CompilerHarness.Driver()
            .RunGenerators(_original.Value, TestContext.Current.CancellationToken)
            .RunGenerators(edited, TestContext.Current.CancellationToken)
            .GetRunResult()
            .Results.Single();

        Assert.Equal(declarations.Split(", ").Order(StringComparer.Ordinal), Reasons(NetworkGenerator.Declarations));
        Assert.Equal(places.Split(", "), Reasons(NetworkGenerator.Places));
        Assert.Equal(networks.Split(", ").Order(StringComparer.Ordinal), Reasons(NetworkGenerator.Networks));
        Caching.AssertHoldsNothingOfTheCompilers(result);

        IEnumerable<string> Reasons(string step) => result.TrackedSteps[step]
            .SelectMany(static run => run.Outputs)
            .Select(static output => output.Reason.ToString())
            .Order(StringComparer.Ordinal);
    }

    private static CSharpCompilation Edit(string file, string from, string to)
    {
        Assert.Contains(from, _files[file], StringComparison.Ordinal);
        return Compile(_files.ToDictionary(
            static pair => pair.Key, pair => pair.Key == file ? pair.Value.Replace(from, to, StringComparison.Ordinal) : pair.Value));
    }

    private static CSharpCompilation Add(string file, string text) => Compile(new Dictionary<string, string>(_files) { [file] = text });

    private static CSharpCompilation Compile(Dictionary<string, string> files)
    {
        CSharpCompilation edited = _original.Value;
        foreach ((string name, string text) in files)
        {
            SyntaxTree? old = edited.SyntaxTrees.FirstOrDefault(tree => tree.FilePath == name);
            if (old is null)
            {
                edited = edited.AddSyntaxTrees(CSharpSyntaxTree.ParseText(text, CompilerHarness.ParseOptions, name));
            }
            else if (old.ToString() != text)
            {
                edited = edited.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(text, CompilerHarness.ParseOptions, name));
            }
        }

        return edited;
    }

    /// <summary>Runs the generator before and after the edit, and compares the reasons of parsing, placing and printing of each network.</summary>
    private static void AssertReasons(CSharpCompilation edited, params (string Network, string Reasons)[] expected)
    {
        GeneratorRunResult result = CompilerHarness.Driver().RunGenerators(_original.Value).RunGenerators(edited).GetRunResult().Results.Single();
        var reasons = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (IncrementalGeneratorRunStep printed in result.TrackedOutputSteps.SelectMany(static steps => steps.Value))
        {
            (IncrementalGeneratorRunStep placed, int place) = printed.Inputs.Single();
            IncrementalStepRunReason placing = placed.Outputs[place].Reason;
            var network = ((NetworkDeclaration, string))placed.Outputs[place].Value;
            string name = network.Item1.Type.Name;
            IncrementalStepRunReason parsing = result.TrackedSteps[NetworkGenerator.Declarations]
                .SelectMany(static step => step.Outputs)
                .First(output => ((NetworkDeclaration)output.Value).Type.Name == name && output.Reason != IncrementalStepRunReason.Removed)
                .Reason;
            if (placing != IncrementalStepRunReason.Removed)
            {
                reasons.Add(name, $"{parsing}, {placing}, {string.Join("/", printed.Outputs.Select(static output => output.Reason).Distinct())}");
            }
        }

        Assert.Equal(expected.OrderBy(static item => item.Network, StringComparer.Ordinal), reasons.Select(static pair => (pair.Key, pair.Value)));
    }
}
