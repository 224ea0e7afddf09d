using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using StaticNet.CodeFixes.Editing;
using StaticNet.Generator.Diagnostics;

namespace StaticNet.CodeFixes.Shape;

/// <summary>Removes the standardising of targets that have no unit.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveTargetStandardizeFix))]
[Shared]
public sealed class RemoveTargetStandardizeFix : NetworkFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.TargetsOfClasses];

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        if (mistake.Attribute is { } setting)
        {
            yield return new Proposal("Remove [TargetStandardize]", nameof(RemoveTargetStandardizeFix), edits => edits.Remove(setting));
        }
    }
}
