using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using StaticNet.Generator.Analyzers;

namespace StaticNet.Generator.Tests.Robustness;

/// <summary>
/// The generator and the analyzer remember what they read of a network, and by which fingerprint: what cannot change it costs no second reading, and
/// whatever can is never missed.
/// </summary>
public sealed class KnownNetworksTests
{
    private static readonly Dictionary<string, string> _files = new()
    {
        ["Net.cs"] =
            """
            using StaticNet;
            namespace Space;
            partial class Outer
            {
                private const int Near = 3;
                [Input(4), Dense(Sizes.Hidden), Relu]
                [Dense(Near), Softmax]
                [Classes<Species>]
                internal partial class Net { int Double(int x) => x * 2; private readonly int _count = 5; }
            }
            """,
        ["Second.cs"] = "using StaticNet; [Input(4)] [Dense(5), Softmax] partial class Second { }",
        ["Rows.cs"] =
            """
            using StaticNet;
            [Input<Data.Row>] [Dense(5), Softmax] partial class OfRows { }
            namespace Data { public record struct Row(float A) { public float B; public float C { get; set; } public float Sum() => A + B; private float Half => B / 2; } }
            """,
        ["Aliased.cs"] = "[Fully(6)] partial class Aliased { }",
        ["Sizes.cs"] =
            """
            namespace Space;
            static class Sizes { public const int Hidden = 8 * Factor; public const int Factor = 2; public static int Half() => Hidden / 2; public static int Other { get; set; } = 7; }
            public enum Species { Setosa, Versicolor, Virginica }
            """,
    };

    private static readonly Lazy<CSharpCompilation> _original = new(static () => Compile(_files));

    /// <summary>Edits that change no network.</summary>
    public static TheoryData<string, string, string> Harmless => new()
    {
        { "Sizes.cs", "Hidden / 2", "Hidden / 3" },
        { "Sizes.cs", "= 7;", "= 9;" },
        { "Sizes.cs", "public enum", "// more to come\npublic enum" },
        { "Net.cs", "x * 2", "x + x" },
        { "Net.cs", "= 5;", "= 6;" },
        { "Net.cs", "[Dense(Near)", "/* why */\n[Dense(Near)" },
        { "Second.cs", "{ }", "{  }" },
        { "Rows.cs", "A + B", "B + A" },
        { "Rows.cs", "B / 2", "B * 2" },
    };

    /// <summary>Edits that do.</summary>
    public static TheoryData<string, string, string> Harmful => new()
    {
        { "Sizes.cs", "Factor = 2", "Factor = 3" },
        { "Sizes.cs", "const int Factor", "static readonly int Factor" },
        { "Sizes.cs", "Virginica }", "Virginica, Another }" },
        { "Sizes.cs", "Setosa, Versicolor", "Versicolor, Setosa" },
        { "Sizes.cs", "static class Sizes", "class DenseAttribute : System.Attribute { } static class Sizes" },
        { "Sizes.cs", "static class Sizes", "partial class Outer { internal partial class Net { int InputSize; } } static class Sizes" },
        { "Sizes.cs", "static class Sizes", "partial class Outer { [StaticNet.Loss(StaticNet.LossKind.MeanSquaredError)] internal partial class Net; } static class Sizes" },
        { "Sizes.cs", "static class Sizes", "class Outer { } static class Sizes" },
        { "Net.cs", "Near = 3", "Near = 2" },
        { "Net.cs", "int Double(int x)", "int InputSize(int x)" },
        { "Net.cs", "[Input(4)", "[Input(5)" },
        { "Net.cs", "using StaticNet;", "" },
        { "Net.cs", "namespace Space;", "namespace Space.Inner;" },
        { "Net.cs", "partial class Outer", "class Outer" },
        { "Rows.cs", "float A", "double A" },
        { "Rows.cs", "float A)", "float A, float D)" },
        { "Rows.cs", "float B;", "float B2;" },
        { "Rows.cs", "public float B;", "public double B;" },
        { "Rows.cs", "public float B;", "public static float B;" },
        { "Rows.cs", "{ get; set; }", "{ get => B; set => B = value; }" },
        { "Rows.cs", "float Half => B / 2;", "float Half { get; set; }" },
        { "Rows.cs", "public record struct", "[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)] public record struct" },
        { "Rows.cs", "public record struct", "internal record struct" },
        { "Second.cs", "Dense(5)", "Dense(6)" },
        { "Second.cs", "class Second { }", "class Second { } [Input(2), Dense(1)] partial class Third { }" },
        { "Aliased.cs", "[Fully", "[StaticNet.Input(3)] [Fully" },
        { "Sizes.cs", "namespace Space;", "global using Fully = StaticNet.DenseAttribute;\nnamespace Space;" },
    };

    [Theory]
    [MemberData(nameof(Harmless))]
    public async Task What_cannot_change_a_network_reads_none(string file, string from, string to)
    {
        var generator = new NetworkGenerator();
        GeneratorDriver driver = Driver(generator).RunGenerators(_original.Value, TestContext.Current.CancellationToken);
        int reads = generator.Reads;
        Assert.Equal(3, reads);

        driver = driver.RunGenerators(Edit(file, from, to), TestContext.Current.CancellationToken);

        Assert.Equal(reads, generator.Reads);
        Caching.AssertNothingRecomputed(WithSteps(file, from, to));
        Assert.Equal(await Everything(_original.Value, new NetworkAnalyzer()), await Everything(Edit(file, from, to), new NetworkAnalyzer()));
    }

    [Theory]
    [MemberData(nameof(Harmful))]
    public async Task What_changes_a_network_is_never_missed(string file, string from, string to)
    {
        CSharpCompilation edited = Edit(file, from, to);
        GeneratorDriver driver = Driver(new NetworkGenerator()).RunGenerators(_original.Value, TestContext.Current.CancellationToken);
        var analyzer = new NetworkAnalyzer();
        _ = await Everything(_original.Value, analyzer);

        string[] after = Files(driver.RunGenerators(edited, TestContext.Current.CancellationToken));

        string[] fresh = Files(Driver(new NetworkGenerator()).RunGenerators(edited, TestContext.Current.CancellationToken));
        Assert.Equal(fresh, after);
        Assert.Equal(await Everything(edited, new NetworkAnalyzer()), await Everything(edited, analyzer));
        Assert.NotEqual(
            (string.Concat(Files(driver)), string.Concat(await Everything(_original.Value, analyzer))),
            (string.Concat(after), string.Concat(await Everything(edited, analyzer))));
    }

    [Fact]
    public void A_constant_of_another_project_is_seen_and_its_bodies_are_not()
    {
        CSharpCompilation Library(string text) => CompilerHarness.Compilation(text).WithAssemblyName("Library");
        CSharpCompilation User(CSharpCompilation library) => CompilerHarness.Compilation("using StaticNet; [Input(4), Dense(Shared.Units)] partial class Net { }")
            .AddReferences(library.ToMetadataReference());
        const string Text = "public static class Shared { public const int Units = 3; public static int Twice(int x) => 2 * x; }";
        var generator = new NetworkGenerator();
        GeneratorDriver driver = Driver(generator).RunGenerators(User(Library(Text)), TestContext.Current.CancellationToken);
        string[] before = Files(driver);

        driver = driver.RunGenerators(User(Library(Text.Replace("2 * x", "x + x", StringComparison.Ordinal))), TestContext.Current.CancellationToken);
        Assert.Equal(1, generator.Reads);

        driver = driver.RunGenerators(User(Library(Text.Replace("Units = 3", "Units = 4", StringComparison.Ordinal))), TestContext.Current.CancellationToken);
        Assert.Equal(2, generator.Reads);
        Assert.NotEqual(before, Files(driver));
    }

    [Fact]
    public void Files_that_change_places_are_told_apart()
    {
        string[] parts = ["using StaticNet; [Input(4), Dense(3)] partial class Net { }", "using StaticNet; [Input(4), Dense(3)] partial class Net { }", "class Another { }"];
        GeneratorDriver driver = Driver(new NetworkGenerator()).RunGenerators(CompilerHarness.Compilation(parts), TestContext.Current.CancellationToken);
        foreach (string[] order in new string[][] { [parts[2], parts[0], parts[1]], [parts[0], parts[2]], [parts[2], parts[0]] })
        {
            CSharpCompilation edited = CompilerHarness.Compilation(order);
            driver = driver.RunGenerators(edited, TestContext.Current.CancellationToken);
            Assert.Equal(Files(Driver(new NetworkGenerator()).RunGenerators(edited, TestContext.Current.CancellationToken)), Files(driver));
        }
    }

    private static CSharpGeneratorDriver Driver(NetworkGenerator generator) =>
        CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: CompilerHarness.ParseOptions);

    private static GeneratorDriverRunResult WithSteps(string file, string from, string to) => CompilerHarness.Driver()
        .RunGenerators(_original.Value, TestContext.Current.CancellationToken)
        .RunGenerators(Edit(file, from, to), TestContext.Current.CancellationToken)
        .GetRunResult();

    private static string[] Files(GeneratorDriver driver)
    {
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return [.. result.GeneratedSources.Select(static source => source.HintName + "\n" + source.SourceText)];
    }

    /// <summary>What an analyzer says of a compilation.</summary>
    private static async Task<string[]> Everything(CSharpCompilation compilation, DiagnosticAnalyzer analyzer)
    {
        ImmutableArray<Diagnostic> found =
            await compilation.WithAnalyzers([analyzer]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. found.Select(static diagnostic => $"{diagnostic.Id} {diagnostic.GetMessage(null)}").Order(StringComparer.Ordinal)];
    }

    private static CSharpCompilation Edit(string file, string from, string to)
    {
        Assert.Contains(from, _files[file], StringComparison.Ordinal);
        SyntaxTree old = _original.Value.SyntaxTrees.Single(tree => tree.FilePath == file);
        return _original.Value.ReplaceSyntaxTree(old, Parse(file, _files[file].Replace(from, to, StringComparison.Ordinal)));
    }

    private static CSharpCompilation Compile(Dictionary<string, string> files) =>
        CompilerHarness.Compilation().AddSyntaxTrees(files.Select(static file => Parse(file.Key, file.Value)));

    private static SyntaxTree Parse(string file, string text) => CSharpSyntaxTree.ParseText(text, CompilerHarness.ParseOptions, file);
}
