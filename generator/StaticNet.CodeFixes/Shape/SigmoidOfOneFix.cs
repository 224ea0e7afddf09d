using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StaticNet.CodeFixes.Editing;
using StaticNet.Generator.Diagnostics;

namespace StaticNet.CodeFixes.Shape;

/// <summary>Turns the softmax of a single value into a sigmoid.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SigmoidOfOneFix))]
[Shared]
public sealed class SigmoidOfOneFix : NetworkFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.SoftmaxOfOne];

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        DeclaredLayer? layer = mistake.Layers.FirstOrDefault(layer => layer.Syntax == mistake.Attribute);
        if (layer?.Kind == "Softmax")
        {
            NameSyntax name = layer.Syntax.Name;
            yield return new Proposal(
                "Use Sigmoid", nameof(SigmoidOfOneFix), edits => edits.Replace(name, $"{Names.Qualifier(layer.Syntax)}Sigmoid"));
        }
    }
}
