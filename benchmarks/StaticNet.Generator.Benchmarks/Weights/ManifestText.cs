using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace StaticNet.Generator.Benchmarks.Weights;

/// <summary>What the package's task tells the compiler of a file.</summary>
internal sealed class ManifestText(string name, string text) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(text);

    public override string Path => $"obj/weights/{name}.snweights";

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}
