using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using StaticNet.CodeFixes.Editing;
using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Model;

namespace StaticNet.CodeFixes.Shape;

/// <summary>Gives a network as many outputs as its enum has members: by a Dense before the softmax, or by the units of the one that is there.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MatchClassesFix))]
[Shared]
public sealed class MatchClassesFix : NetworkFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.ClassMismatch];

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        IReadOnlyList<DeclaredLayer> layers = mistake.Layers;
        if (mistake.Fact(Fact.Units) is not { } units || int.Parse(units, CultureInfo.InvariantCulture) < 2)
        {
            yield break;
        }

        DeclaredLayer last = layers[layers.Count - 1];
        if (last.Kind is "Softmax" or "LogSoftmax" && layers[layers.Count - 2].Kind != "Dense")
        {
            yield return new Proposal($"Put Dense({units}) before {last.Kind}", "Insert", edits => edits.InsertBefore(last.Syntax, $"Dense({units})"));
        }
        else if (mistake.Layer is { Kind: "Dense" } dense && dense.Units is { } found)
        {
            yield return new Proposal($"Give the last Dense {units} units", "Units", edits => edits.Replace(found.Expression, units));
        }
    }
}
