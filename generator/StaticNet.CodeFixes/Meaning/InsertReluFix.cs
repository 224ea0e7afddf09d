using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using StaticNet.CodeFixes.Editing;
using StaticNet.Generator.Diagnostics;

namespace StaticNet.CodeFixes.Meaning;

/// <summary>Puts an activation between two linear layers.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InsertReluFix))]
[Shared]
public sealed class InsertReluFix : NetworkFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.ConsecutiveDense];

    internal override bool IsForChains => true;

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        if (mistake.Layer is { } layer)
        {
            yield return new Proposal("Put Relu between them", nameof(InsertReluFix), edits => edits.InsertAfter(layer.Syntax, "Relu"));
        }
    }
}
