using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using StaticNet.CodeFixes.Editing;
using StaticNet.Generator.Diagnostics;

namespace StaticNet.CodeFixes.Shape;

/// <summary>Removes a loss that does not fit: the last layer decides then.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveLossFix))]
[Shared]
public sealed class RemoveLossFix : NetworkFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.LossMismatch, Rules.SoftmaxWithoutCrossEntropy];

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        if (mistake.Attribute is { } loss)
        {
            yield return new Proposal("Remove [Loss]; the last layer decides", nameof(RemoveLossFix), edits => edits.Remove(loss));
        }
    }
}
