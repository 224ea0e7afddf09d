using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StaticNet.CodeFixes.Editing;
using StaticNet.Generator.Diagnostics;

namespace StaticNet.CodeFixes.Declaration;

/// <summary>Moves the layers that stand on other parts of the class behind those of the first, in the order in which the compiler sees them.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(OneDeclarationFix))]
[Shared]
public sealed class OneDeclarationFix : NetworkFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.SpreadLayers];

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        IReadOnlyList<DeclaredLayer> layers = mistake.Layers;
        if (layers.Count > 0)
        {
            yield return new Proposal("Move all layers to one declaration", nameof(OneDeclarationFix), edits => Apply(edits, layers));
        }
    }

    private static void Apply(Edits edits, IReadOnlyList<DeclaredLayer> layers)
    {
        SyntaxNode part = layers[0].List.Parent!;
        AttributeListSyntax last = layers.Last(layer => layer.List.Parent == part).List;
        var moved = new List<string>();
        foreach (IGrouping<AttributeListSyntax, DeclaredLayer> list in layers.Where(layer => layer.List.Parent != part).GroupBy(static layer => layer.List))
        {
            moved.Add($"[{string.Join(", ", list.Select(static layer => layer.Syntax))}]");
            foreach (DeclaredLayer layer in list)
            {
                edits.Remove(layer.Syntax);
            }
        }

        edits.InsertAfter(last, string.Join(Lines.EndAfterComment(last) < 0 ? " " : Lines.BreakBefore(last), moved));
    }
}
