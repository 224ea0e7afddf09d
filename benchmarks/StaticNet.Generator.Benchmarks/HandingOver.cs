using Microsoft.CodeAnalysis;

namespace StaticNet.Generator.Benchmarks;

/// <summary>
/// Hands the compiler files that were written long ago and does nothing else: what the compiler's driver takes for as many files with any
/// generator.
/// </summary>
internal sealed class HandingOver(IReadOnlyList<GeneratedSourceResult> files) : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        context.ParseOptionsProvider.Select(static (_, _) => 0),
        (output, _) =>
        {
            foreach (GeneratedSourceResult file in files)
            {
                output.AddSource(file.HintName, file.SourceText);
            }
        });
}
