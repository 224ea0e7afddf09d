using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using StaticNet.CodeFixes.Editing;
using StaticNet.Generator.Diagnostics;

namespace StaticNet.CodeFixes.Meaning;

/// <summary>Puts BatchNorm before an activation.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NormalizeFix))]
[Shared]
public sealed class NormalizeFix : NetworkFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.SaturatingStack];

    internal override bool IsForChains => true;

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        if (mistake.Attribute is { } activation)
        {
            yield return new Proposal("Put BatchNorm before it", nameof(NormalizeFix), edits => edits.InsertBefore(activation, "BatchNorm"));
        }
    }
}
