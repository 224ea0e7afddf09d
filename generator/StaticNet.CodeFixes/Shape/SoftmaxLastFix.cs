using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using StaticNet.CodeFixes.Editing;
using StaticNet.Generator.Diagnostics;

namespace StaticNet.CodeFixes.Shape;

/// <summary>Moves a softmax to the end, or removes it where one stands there already.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SoftmaxLastFix))]
[Shared]
public sealed class SoftmaxLastFix : NetworkFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.SoftmaxPosition];

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        if (mistake.Attribute is not { } softmax || mistake.Layers is not { Count: > 0 } layers)
        {
            yield break;
        }

        DeclaredLayer last = layers[layers.Count - 1];
        if (last.Kind is not ("Softmax" or "LogSoftmax"))
        {
            yield return new Proposal(
                $"Move {softmax.Name} to the end",
                "Move",
                edits =>
                {
                    edits.Remove(softmax);
                    edits.Insert(last.Syntax.SyntaxTree, last.Syntax.Span.End, $", {softmax}");
                });
        }

        yield return new Proposal($"Remove {softmax.Name}", "Remove", edits => edits.Remove(softmax));
    }
}
