using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using StaticNet.CodeFixes.Editing;
using StaticNet.Generator.Diagnostics;

namespace StaticNet.CodeFixes.Use;

/// <summary>Exchanges input and output.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SwapFix))]
[Shared]
public sealed class SwapFix : NetworkFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.Swapped];

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        if (mistake.Diagnostic.AdditionalLocations is { Count: > 0 } outputs)
        {
            SyntaxTree tree = mistake.Root.SyntaxTree;
            SourceText text = tree.GetText(mistake.Cancellation);
            TextSpan first = mistake.Diagnostic.Location.SourceSpan;
            TextSpan second = outputs[0].SourceSpan;
            yield return new Proposal(
                "Swap input and output",
                nameof(SwapFix),
                edits =>
                {
                    edits.Replace(tree, first, text.ToString(second));
                    edits.Replace(tree, second, text.ToString(first));
                });
        }
    }
}
