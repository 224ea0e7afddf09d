using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StaticNet.CodeFixes.Editing;
using StaticNet.Generator.Diagnostics;

namespace StaticNet.CodeFixes.Meaning;

/// <summary>Gives moving statistics a momentum with which they settle in some hundred steps.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LowerMomentumFix))]
[Shared]
public sealed class LowerMomentumFix : NetworkFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.SlowMovingStatistics];

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        AttributeArgumentSyntax[] arguments = [.. mistake.Attribute?.ArgumentList?.Arguments.Where(static argument => argument.NameEquals is null) ?? []];
        AttributeArgumentSyntax? momentum = arguments.FirstOrDefault(static argument => argument.NameColon?.Name.Identifier.ValueText == "momentum")
            ?? arguments.Skip(1).FirstOrDefault(static argument => argument.NameColon is null);
        if (momentum is not null)
        {
            yield return new Proposal("Lower the momentum to 0.99", nameof(LowerMomentumFix), edits => edits.Replace(momentum.Expression, "0.99"));
        }
    }
}
