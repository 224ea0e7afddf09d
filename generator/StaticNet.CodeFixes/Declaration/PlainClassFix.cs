using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using StaticNet.CodeFixes.Editing;
using StaticNet.Generator.Diagnostics;

namespace StaticNet.CodeFixes.Declaration;

/// <summary>Takes away the modifier that keeps a class from being a network.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PlainClassFix))]
[Shared]
public sealed class PlainClassFix : NetworkFix
{
    private static readonly SyntaxKind[] _obstacles = [SyntaxKind.StaticKeyword, SyntaxKind.AbstractKeyword, SyntaxKind.FileKeyword];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.UnsupportedType];

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        SyntaxToken[] obstacles =
        [
            .. from part in mistake.Network?.DeclaringSyntaxReferences ?? []
               let declaration = part.GetSyntax(mistake.Cancellation) as ClassDeclarationSyntax
               where declaration is not null
               from modifier in declaration.Modifiers
               where _obstacles.Contains(modifier.Kind())
               select modifier,
        ];
        if (obstacles.Length > 0)
        {
            string names = string.Join(" and ", obstacles.Select(static modifier => modifier.Text).Distinct());
            yield return new Proposal($"Remove {names}", nameof(PlainClassFix), edits => Apply(edits, obstacles));
        }
    }

    private static void Apply(Edits edits, SyntaxToken[] obstacles)
    {
        foreach (SyntaxToken modifier in obstacles)
        {
            int end = modifier.TrailingTrivia.All(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)) ? modifier.FullSpan.End : modifier.Span.End;
            edits.Replace(modifier.SyntaxTree!, TextSpan.FromBounds(modifier.SpanStart, end), "");
        }
    }
}
