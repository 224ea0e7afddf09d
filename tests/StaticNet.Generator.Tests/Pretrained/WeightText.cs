using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using StaticNet.Build;
using StaticNet.Generator.Tests.Diagnostics;
using StaticNet.Tests;

namespace StaticNet.Generator.Tests.Pretrained;

/// <summary>A manifest as the package's task hands it to the compiler.</summary>
internal sealed class WeightText(string name, string text) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(text);

    public override string Path { get; } = $"obj/weights/{name}.0.snweights";

    /// <summary>What the task says of a file's content.</summary>
    public static WeightText Of(string name, byte[] content)
    {
        using var folder = new TemporaryFolder(inMemory: true);
        return new WeightText(name, WeightManifest.Describe(name, folder.Write("weights", content), WeightManifest.Stamp(content.Length, 1)));
    }

    /// <summary>What a page's project hands over.</summary>
    public static AdditionalText[] Of(RuleWeights weights) => !weights.IsListed
        ? []
        : [weights.Content is { } content ? Of(RuleWeights.Name, content) : new WeightText(RuleWeights.Name, WeightManifest.Describe(RuleWeights.Name, null, ""))];

    /// <summary>The same without the values: what the task says of a large file.</summary>
    public WeightText WithoutBits() => new(
        System.IO.Path.GetFileNameWithoutExtension(Path),
        string.Concat(_text.ToString().Split('\n').Where(static line => !line.StartsWith("bits\t", StringComparison.Ordinal)).Select(static line => line + "\n")));

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}
