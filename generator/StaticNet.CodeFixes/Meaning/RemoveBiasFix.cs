using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StaticNet.CodeFixes.Editing;
using StaticNet.Generator.Diagnostics;

namespace StaticNet.CodeFixes.Meaning;

/// <summary>Takes a useless bias away, and what it was drawn from.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveBiasFix))]
[Shared]
public sealed class RemoveBiasFix : NetworkFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.BiasBeforeBatchNorm];

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        if (mistake.Layer is { Kind: "Dense", Syntax: { ArgumentList: { } list } dense })
        {
            yield return new Proposal("Remove the useless bias", nameof(RemoveBiasFix), edits => Apply(edits, dense, list));
        }
    }

    private static void Apply(Edits edits, AttributeSyntax dense, AttributeArgumentListSyntax list)
    {
        AttributeArgumentSyntax[] arguments = [.. list.Arguments.Where(static argument => argument.NameEquals is null)];
        AttributeArgumentSyntax? bias = arguments.FirstOrDefault(static argument => argument.NameColon?.Name.Identifier.ValueText == "bias")
            ?? arguments.Skip(1).FirstOrDefault(static argument => argument.NameColon is null);
        if (bias is not null)
        {
            edits.Replace(bias.Expression, "false");
        }
        else
        {
            edits.Insert(dense.SyntaxTree, arguments[arguments.Length - 1].Span.End, ", bias: false");
        }

        foreach (AttributeArgumentSyntax argument in list.Arguments)
        {
            if (argument.NameEquals?.Name.Identifier.ValueText.StartsWith("Bias", StringComparison.Ordinal) == true)
            {
                edits.Remove(argument);
            }
        }
    }
}
