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
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
    [
        Rules.RepeatedBatchNorm, Rules.DropoutOfNothing, Rules.LayerWithoutEffect, Rules.ConsecutiveActivations, Rules.UnreadLayer, Rules.BoundedTargets,
    ];

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        // A name that counts layers of the kind may mean another one afterwards; where the mistake is that nobody reads the layer, no other can.
        string[] read = [.. mistake.Layers.SelectMany(static layer => layer.Reads)];
        if (mistake.Layer is { } layer && (mistake.Diagnostic.Id == Rules.UnreadLayer ? !read.Any(name => Counts(name, layer.Kind)) : read.Length == 0))
        {
            yield return new Proposal($"Remove this {layer.Kind}", nameof(RemoveLayerFix), edits => edits.Remove(layer.Syntax));
        }
    }

    /// <summary>Whether a name is a kind and a number.</summary>
    private static bool Counts(string name, string kind) =>
        name.StartsWith(kind.ToLowerInvariant(), StringComparison.Ordinal) && name.Length > kind.Length && name.Skip(kind.Length).All(char.IsDigit);
}
