using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using StaticNet.CodeFixes.Editing;
using StaticNet.Generator.Diagnostics;

namespace StaticNet.CodeFixes.Declaration;

/// <summary>Moves the input before the layers, or removes the second one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InputFirstFix))]
[Shared]
public sealed class InputFirstFix : NetworkFix
{
    private const string Kind = "Input";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.InputPosition];

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        IReadOnlyList<DeclaredLayer> layers = mistake.Layers;
        DeclaredLayer? marked = layers.FirstOrDefault(layer => layer.Syntax == mistake.Attribute);
        DeclaredLayer? input = layers.FirstOrDefault(static layer => layer.Kind == Kind);
        if (marked is null || input is null)
        {
            yield break;
        }

        if (marked.Kind == Kind)
        {
            yield return new Proposal("Remove this [Input]", "Remove", edits => edits.Remove(marked.Syntax));
        }
        else
        {
            yield return new Proposal("Move [Input] before the layers", "Move", edits => Move(edits, input, layers[0]));
        }
    }

    private static void Move(Edits edits, DeclaredLayer input, DeclaredLayer first)
    {
        edits.Remove(input.Syntax);
        if (input.List == first.List)
        {
            edits.Insert(first.Syntax.SyntaxTree, first.Syntax.SpanStart, $"{input.Syntax}, ");
        }
        else
        {
            edits.InsertBefore(first.List, $"[{input.Syntax}]");
        }
    }
}
