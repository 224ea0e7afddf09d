using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using StaticNet.CodeFixes.Editing;
using StaticNet.Generator.Diagnostics;

namespace StaticNet.CodeFixes.Declaration;

/// <summary>Puts an input before the layers. Nobody but the user knows how many values a sample has: the number is the message's example.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddInputFix))]
[Shared]
public sealed class AddInputFix : NetworkFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.MissingInput];

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        if (mistake.Layers is { Count: > 0 } layers)
        {
            DeclaredLayer first = layers[0];
            yield return new Proposal(
                "Add [Input(784)]; write your sample's shape in it",
                nameof(AddInputFix),
                edits => edits.InsertBefore(first.List, $"[{Names.Qualifier(first.Syntax)}Input(784)]"));
        }
    }
}
