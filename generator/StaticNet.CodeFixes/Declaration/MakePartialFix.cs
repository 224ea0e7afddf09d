using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StaticNet.CodeFixes.Editing;
using StaticNet.Generator.Diagnostics;

namespace StaticNet.CodeFixes.Declaration;

/// <summary>Makes a network's class partial, and the types around it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialFix))]
[Shared]
public sealed class MakePartialFix : NetworkFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.NotPartial];

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        if (mistake.Network is { } network)
        {
            yield return new Proposal("Make it partial", nameof(MakePartialFix), edits => Apply(edits, network, mistake.Cancellation));
        }
    }

    private static void Apply(Edits edits, INamedTypeSymbol network, CancellationToken cancellation)
    {
        for (INamedTypeSymbol? type = network; type is not null; type = type.ContainingType)
        {
            foreach (TypeDeclarationSyntax part in type.DeclaringSyntaxReferences.Select(part => part.GetSyntax(cancellation)).OfType<TypeDeclarationSyntax>())
            {
                if (!part.Modifiers.Any(SyntaxKind.PartialKeyword))
                {
                    edits.Insert(part.SyntaxTree, part.Keyword.SpanStart, "partial ");
                }
            }
        }
    }
}
