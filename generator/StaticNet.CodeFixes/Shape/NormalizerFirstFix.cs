using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StaticNet.CodeFixes.Editing;
using StaticNet.Generator.Diagnostics;

namespace StaticNet.CodeFixes.Shape;

/// <summary>Moves a fitted normaliser right behind the input.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NormalizerFirstFix))]
[Shared]
public sealed class NormalizerFirstFix : NetworkFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.NormalizerPosition];

    internal override bool IsForChains => true;

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        if (mistake.Attribute is { } normalizer && mistake.Layers is { Count: > 0 } layers && layers[0].Kind == "Input")
        {
            AttributeSyntax input = layers[0].Syntax;
            yield return new Proposal(
                $"Move {normalizer.Name} right after [Input]",
                nameof(NormalizerFirstFix),
                edits =>
                {
                    edits.Remove(normalizer);
                    edits.Insert(input.SyntaxTree, input.Span.End, $", {normalizer}");
                });
        }
    }
}
