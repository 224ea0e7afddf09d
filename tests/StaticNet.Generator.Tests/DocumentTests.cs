using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using StaticNet.Generator.Tests.Pretrained;
using StaticNet.Importing;
using StaticNet.Onnx;
using StaticNet.Tests;

namespace StaticNet.Generator.Tests;

/// <summary>The code in documents compiles as it stands there: networks, then statements in one method, in their order.</summary>
public sealed partial class DocumentTests
{
    private const string DigitNet = "[Input(64), Rescale(1 / 16.0)]\n[Dense(64, bias: false), BatchNorm(momentum: 0.9), Relu]\n[Dense(10), Softmax]\npartial class DigitNet;\n";
    private const string IrisNet = "[Input(4), Standardize]\n[Dense(8), Relu]\n[Dense(3), Softmax]\npartial class IrisNet;\n";

    /// <param name="document">The document.</param>
    /// <param name="networks">Networks of the reader's that it speaks of.</param>
    /// <param name="parameters">What else of the reader's it uses.</param>
    [Theory]
    [InlineData("explaining.md")]
    [InlineData("regression.md")]
    [InlineData("metrics.md", IrisNet, "IrisNet net, MemoryDataSet iris, float[] weights, MemoryDataSet train, MemoryDataSet validation, MemoryDataSet data")]
    [InlineData("import.md", DigitNet)]
    [InlineData("onnx.md", DigitNet, "DigitNet net")]
    public async Task The_code_compiles_without_advice(string document, string networks = "", string parameters = "")
    {
        string[] blocks = BlocksOf(document);
        networks += string.Concat(blocks.Where(IsNetwork));
        Assert.True(networks.Length > 0 && !Array.TrueForAll(blocks, IsNetwork));

        Compilation compilation = CompilerHarness.Run(Compilation($"{networks}\n{Method(blocks, parameters)}")).Output;

        Assert.DoesNotContain(await CompilerHarness.Build(compilation), static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
    }

    [Fact]
    public async Task The_code_of_deployment_compiles_once_the_network_is_trained()
    {
        string[] blocks = BlocksOf("deployment.md");
        string[] networks = [.. blocks.Where(IsNetwork)];
        using var folder = new TemporaryFolder();
        var trained = (Network)Activator.CreateInstance(CompilerHarness.Load($"using StaticNet;\n{networks[0]}").GetType("DigitNet")!, 1UL)!;
        trained.Save(folder.File("weights"));
        WeightText weights = WeightText.Of("digits.safetensors", await File.ReadAllBytesAsync(folder.File("weights"), TestContext.Current.CancellationToken));

        Compilation compilation = CompilerHarness.Run(
            Compilation($"{string.Concat(networks)}\n{Method(blocks, "DigitNet net, DataSplit digits, float[] pixels")}"), weights).Output;

        Assert.DoesNotContain(await CompilerHarness.Build(compilation, weights), static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
    }

    [Fact]
    public void The_excerpt_of_generated_code_is_what_the_compiler_writes()
    {
        string[] blocks = BlocksOf("..", "README.md");

        string forward = CompilerHarness.Run(blocks[0]).Files.Single(static file => file.Key.EndsWith("DigitNet.Forward.g.cs", StringComparison.Ordinal)).Value;

        Assert.Contains("Dense1ForwardPanel", blocks[1], StringComparison.Ordinal);
        Assert.Contains(WithoutIndentation(blocks[1]), WithoutIndentation(forward), StringComparison.Ordinal);
    }

    private static string WithoutIndentation(string code) => string.Join('\n', code.Trim().Split('\n').Select(static line => line.Trim()));

    private static bool IsNetwork(string block) => block.Contains("partial class", StringComparison.Ordinal);

    /// <summary>Reports are a package of their own, which this project does not know; its tests draw every chart.</summary>
    private static string[] BlocksOf(params string[] document) =>
    [
        .. Blocks().Matches(File.ReadAllText(RepositoryFolder.Path(["docs", .. document])).ReplaceLineEndings("\n"))
            .Select(static match => match.Groups[1].Value).Where(static block => !block.Contains("StaticNet.Reports", StringComparison.Ordinal)),
    ];

    private static string Method(string[] blocks, string parameters) =>
        $"internal static class Document\n{{\n    public static void Run({parameters})\n    {{\n{string.Concat(blocks.Where(static block => !IsNetwork(block)))}    }}\n}}\n";

    /// <summary>A file with its usings in front, wherever in it they stand.</summary>
    private static CSharpCompilation Compilation(string source)
    {
        string[] usings = [.. Usings().Matches(source).Select(static match => match.Value).Union(["using System;", "using System.Collections.Generic;", "using StaticNet;"])];
        return CompilerHarness.Compilation($"{string.Join('\n', usings)}\n{Usings().Replace(source, "")}").AddReferences(
            new[] { typeof(Import), typeof(OnnxFile) }.Select(static type => MetadataReference.CreateFromFile(type.Assembly.Location)));
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex("^using [A-Za-z.]+;$", RegexOptions.Multiline)]
    private static partial Regex Usings();
}
