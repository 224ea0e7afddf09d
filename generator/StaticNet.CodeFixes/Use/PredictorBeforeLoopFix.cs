using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StaticNet.CodeFixes.Editing;
using StaticNet.Generator.Diagnostics;

namespace StaticNet.CodeFixes.Use;

/// <summary>Makes a predictor once, before the loop: moves its declaration there, or declares one.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PredictorBeforeLoopFix))]
[Shared]
public sealed class PredictorBeforeLoopFix : NetworkFix
{
    /// <summary>What it may be called, the best first.</summary>
    private static readonly string[] _names = ["predictor", "madePredictor", "predictorBeforeLoop"];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.PredictorInLoop];

    internal override IEnumerable<Proposal> Propose(Mistake mistake)
    {
        if (mistake.Diagnostic.AdditionalLocations is not { Count: > 0 } places
            || mistake.Root.FindNode(places[0].SourceSpan).FirstAncestorOrSelf<StatementSyntax>() is not { } loop
            || mistake.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call
            || loop.Parent is not (BlockSyntax or SwitchSectionSyntax or GlobalStatementSyntax)
            || DependsOn(loop, call, mistake))
        {
            yield break;
        }

        SyntaxNode scope = loop.FirstAncestorOrSelf<TypeDeclarationSyntax>() ?? mistake.Root;
        yield return new Proposal("Make the predictor before the loop", nameof(PredictorBeforeLoopFix), edits =>
        {
            if (Declaration(call, loop, scope) is { } declaration)
            {
                edits.InsertBefore(loop, declaration.ToString());
                edits.RemoveLine(declaration);
                return;
            }

            string name = NewName(call, loop, scope);
            string type = mistake.Model.GetTypeInfo(call, mistake.Cancellation).Type!.ToMinimalDisplayString(mistake.Model, loop.SpanStart);
            edits.InsertBefore(loop, $"{type} {name} = {call};");
            edits.Replace(call, name);
        });
    }

    /// <summary>Whether the call names something that only exists in the loop.</summary>
    private static bool DependsOn(SyntaxNode loop, SyntaxNode call, Mistake mistake) => call.DescendantNodes().OfType<IdentifierNameSyntax>().Any(
        name => mistake.Model.GetSymbolInfo(name, mistake.Cancellation).Symbol is { Kind: SymbolKind.Local or SymbolKind.RangeVariable } symbol
            && symbol.DeclaringSyntaxReferences.Any(place => loop.Span.Contains(place.Span)));

    /// <summary>The statement of the loop's body that declares the predictor and no more, if it can stand before the loop as it is.</summary>
    private static LocalDeclarationStatementSyntax? Declaration(InvocationExpressionSyntax call, StatementSyntax loop, SyntaxNode scope) =>
        call.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } } variable }
        && variable.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is { Modifiers.Count: 0, Parent: BlockSyntax body } declaration
        && body.Parent == loop
        && scope.DescendantTokens().Where(token => token.ValueText == variable.Identifier.ValueText).All(
            token => token == variable.Identifier || (token.Parent is IdentifierNameSyntax use && loop.Span.Contains(use.Span) && !IsWritten(use)))
            ? declaration
            : null;

    private static bool IsWritten(IdentifierNameSyntax use) => use.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == use,
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) || argument.Parent is TupleExpressionSyntax,
        _ => false,
    };

    /// <summary>
    /// A name that no call like this takes in another loop, so that all of them can be put right at once; the same call in the same loop shares it.
    /// </summary>
    private static string NewName(InvocationExpressionSyntax call, StatementSyntax loop, SyntaxNode scope)
    {
        var taken = new HashSet<string>(
            scope.DescendantTokens().Where(static token => token.IsKind(SyntaxKind.IdentifierToken)).Select(static token => token.ValueText),
            StringComparer.Ordinal);
        string name = _names.First(
            candidate => candidate == _names[_names.Length - 1] || !taken.Any(other => other.StartsWith(candidate, StringComparison.Ordinal)));
        int index = scope.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(static other => other.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToPredictor" })
            .Select(static other => (Loop: LoopOf(other)?.SpanStart, Text: other.ToString()))
            .Where(static other => other.Loop is not null)
            .Distinct()
            .ToList()
            .IndexOf((loop.SpanStart, call.ToString()));
        return index <= 0 ? name : name + (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static StatementSyntax? LoopOf(SyntaxNode call) => call.Ancestors().OfType<StatementSyntax>().FirstOrDefault(
        statement => statement switch
        {
            CommonForEachStatementSyntax each => each.Statement.Span.Contains(call.Span),
            ForStatementSyntax counted => counted.Statement.Span.Contains(call.Span) || (counted.Condition?.Span.Contains(call.Span) ?? false)
                || counted.Incrementors.Span.Contains(call.Span),
            _ => statement is WhileStatementSyntax or DoStatementSyntax,
        });
}
