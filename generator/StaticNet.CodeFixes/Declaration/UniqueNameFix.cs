using System.Collections.Immutable;
using System.Composition;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StaticNet.CodeFixes.Editing;
using StaticNet.Generator.Diagnostics;

namespace StaticNet.CodeFixes.Declaration;

/// <summary>Numbers a layer's name where an earlier layer has the same.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UniqueNameFix))]
[Shared]
public sealed class UniqueNameFix : NetworkFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.DuplicateName];

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        LiteralExpressionSyntax[] names = [.. mistake.Layers.Select(static layer => NameOf(layer.Syntax)).OfType<LiteralExpressionSyntax>()];
        if (mistake.Attribute is not { } attribute || NameOf(attribute) is not { } name)
        {
            yield break;
        }

        string text = name.Token.ValueText;
        int earlier = names.TakeWhile(other => other != name).Count(other => other.Token.ValueText == text);
        if (earlier > 0)
        {
            string unique = $"{text}_{(earlier + 1).ToString(CultureInfo.InvariantCulture)}";
            yield return new Proposal(
                $"Call it \"{unique}\"", nameof(UniqueNameFix), edits => edits.Replace(name, SymbolDisplay.FormatLiteral(unique, quote: true)));
        }
    }

    private static LiteralExpressionSyntax? NameOf(AttributeSyntax attribute) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(static argument => argument.NameEquals?.Name.Identifier.ValueText == "Name")?.Expression
            as LiteralExpressionSyntax;
}
