using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using StaticNet.CodeFixes.Editing;
using StaticNet.Generator.Diagnostics;

namespace StaticNet.CodeFixes.Declaration;

/// <summary>Gives an input its first layer, the message's example.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddLayerFix))]
[Shared]
public sealed class AddLayerFix : NetworkFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.NoLayers];

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        if (mistake.Layers is { Count: > 0 } layers)
        {
            DeclaredLayer input = layers[0];
            yield return new Proposal(
                "Add [Dense(10)]; write the number of your outputs in it",
                nameof(AddLayerFix),
                edits => edits.InsertAfter(input.List, $"[{Names.Qualifier(input.Syntax)}Dense(10)]"));
        }
    }
}
