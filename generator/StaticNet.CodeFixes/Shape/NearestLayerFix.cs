using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StaticNet.CodeFixes.Editing;
using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Model;

namespace StaticNet.CodeFixes.Shape;

/// <summary>Writes the name of the layer that was probably meant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(NearestLayerFix))]
[Shared]
public sealed class NearestLayerFix : NetworkFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.UnknownLayer];

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        if (mistake.Fact(Fact.Suggestion) is not { } suggestion || mistake.Fact(Fact.Written) is not { } written || mistake.Attribute is not { } attribute)
        {
            yield break;
        }

        string name = SymbolDisplay.FormatLiteral(suggestion, quote: true);
        LiteralExpressionSyntax? literal = attribute.DescendantNodes().OfType<LiteralExpressionSyntax>().FirstOrDefault(
            literal => literal.IsKind(SyntaxKind.StringLiteralExpression) && literal.Token.ValueText == written && !IsOwnName(literal));
        if (literal is not null)
        {
            yield return new Proposal($"Read {name}", nameof(NearestLayerFix), edits => edits.Replace(literal, name));
        }
    }

    private static bool IsOwnName(LiteralExpressionSyntax literal) =>
        literal.FirstAncestorOrSelf<AttributeArgumentSyntax>()?.NameEquals?.Name.Identifier.ValueText == "Name";
}
