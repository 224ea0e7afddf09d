using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;
using StaticNet.CodeFixes.Editing;
using StaticNet.Generator.Analyzers.Use;
using StaticNet.Generator.Diagnostics;

namespace StaticNet.CodeFixes.Use;

/// <summary>Writes a network's constant where an array or a <c>stackalloc</c> has a length that does not fit, or one that fits by chance.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LengthFix))]
[Shared]
public sealed class LengthFix : NetworkFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.Length, Rules.MagicLength];

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        if (mistake.Fact(LengthAnalyzer.Needed) is { } needed
            && mistake.Diagnostic.AdditionalLocations is { Count: > 0 } sizes
            && sizes[0] is { SourceTree: { } tree } size)
        {
            TextSpan span = size.SourceSpan;
            yield return new Proposal($"Write {needed}", nameof(LengthFix), edits => edits.Replace(tree, span, needed));
        }
    }
}
