using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using StaticNet.CodeFixes.Editing;
using StaticNet.Generator.Diagnostics;

namespace StaticNet.CodeFixes.Shape;

/// <summary>Lets a Dense see the whole sample.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InsertFlattenFix))]
[Shared]
public sealed class InsertFlattenFix : NetworkFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.DenseOnLastAxis];

    internal override bool IsForChains => true;

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        if (mistake.Attribute is { } dense)
        {
            yield return new Proposal("Put Flatten before it", nameof(InsertFlattenFix), edits => edits.InsertBefore(dense, "Flatten"));
        }
    }
}
