using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using StaticNet.CodeFixes.Editing;
using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Model;

namespace StaticNet.CodeFixes.Shape;

/// <summary>Gives a Dense as many units as the layer has that it is merged with.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MatchShapesFix))]
[Shared]
public sealed class MatchShapesFix : NetworkFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.UnlikeShapes];

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        if (mistake.Fact(Fact.Units) is { } units && mistake.Layer is { Kind: "Dense" } dense && dense.Units is { } found)
        {
            yield return new Proposal($"Give the Dense {units} units", nameof(MatchShapesFix), edits => edits.Replace(found.Expression, units));
        }
    }
}
