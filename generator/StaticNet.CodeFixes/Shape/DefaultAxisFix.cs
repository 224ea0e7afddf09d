using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StaticNet.CodeFixes.Editing;
using StaticNet.Generator.Diagnostics;

namespace StaticNet.CodeFixes.Shape;

/// <summary>Lets BatchNorm act on the last axis where the one it was given does not exist.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DefaultAxisFix))]
[Shared]
public sealed class DefaultAxisFix : NetworkFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.ImpossibleShape];

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        DeclaredLayer? layer = mistake.Layers.FirstOrDefault(layer => layer.Syntax == mistake.Attribute);
        AttributeArgumentSyntax? axis = layer?.Syntax.ArgumentList?.Arguments.FirstOrDefault(
            static argument => argument.NameEquals is null && (argument.NameColon is null || argument.NameColon.Name.Identifier.ValueText == "axis"));
        if (layer?.Kind == "BatchNorm" && axis is not null)
        {
            yield return new Proposal("Use the last axis", nameof(DefaultAxisFix), edits => edits.Replace(axis.Expression, "-1"));
        }
    }
}
