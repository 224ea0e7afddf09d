using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StaticNet.CodeFixes.Editing;
using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Model;

namespace StaticNet.CodeFixes.Declaration;

/// <summary>Removes arguments that have no effect.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveArgumentFix))]
[Shared]
public sealed class RemoveArgumentFix : NetworkFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.ArgumentWithoutEffect];

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        string[] names = mistake.Fact(Fact.Argument)?.Split(',') ?? [];
        AttributeArgumentSyntax[] arguments = [.. mistake.Attribute?.ArgumentList?.Arguments.Where(IsNamed) ?? []];
        if (arguments.Length > 0)
        {
            yield return new Proposal($"Remove {string.Join(" and ", names)}", nameof(RemoveArgumentFix), edits => Array.ForEach(arguments, edits.Remove));
        }

        bool IsNamed(AttributeArgumentSyntax argument) =>
            (argument.NameEquals?.Name ?? argument.NameColon?.Name)?.Identifier.ValueText is { } name && names.Contains(name);
    }
}
