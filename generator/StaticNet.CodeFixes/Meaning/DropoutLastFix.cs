using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StaticNet.CodeFixes.Editing;
using StaticNet.Generator.Diagnostics;

namespace StaticNet.CodeFixes.Meaning;

/// <summary>Moves a Dropout behind the BatchNorm after it, and behind the activation of that.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DropoutLastFix))]
[Shared]
public sealed class DropoutLastFix : NetworkFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.DropoutBeforeBatchNorm];

    internal override bool IsForChains => true;

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        IReadOnlyList<DeclaredLayer> layers = mistake.Layers;
        DeclaredLayer[] later = [.. layers.SkipWhile(layer => layer.Syntax != mistake.Attribute).Skip(1).SkipWhile(static layer => layer.Kind != "BatchNorm")];
        if (mistake.Attribute is { } dropout && later.Length > 0)
        {
            AttributeSyntax place = (later.Length > 1 && Activations.Contains(later[1].Kind) ? later[1] : later[0]).Syntax;
            yield return new Proposal(
                "Move it after BatchNorm",
                nameof(DropoutLastFix),
                edits =>
                {
                    edits.Remove(dropout);
                    edits.Insert(place.SyntaxTree, place.Span.End, $", {dropout}");
                });
        }
    }
}
