using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using StaticNet.CodeFixes.Editing;
using StaticNet.Generator.Diagnostics;

namespace StaticNet.CodeFixes.Meaning;

/// <summary>Removes a layer that does nothing, or nothing that another does not do.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveLayerFix))]
[Shared]
public sealed class RemoveLayerFix : NetworkFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.RepeatedBatchNorm, Rules.DropoutOfNothing, Rules.LayerWithoutEffect, Rules.ConsecutiveActivations, Rules.UnreadLayer];

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        if (mistake.Layer is { } layer)
        {
            yield return new Proposal($"Remove this {layer.Kind}", nameof(RemoveLayerFix), edits => edits.Remove(layer.Syntax));
        }
    }
}
