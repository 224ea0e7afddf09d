using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using StaticNet.Generator.Diagnostics;

namespace StaticNet.Generator.Analyzers.Use;

/// <summary>
/// SN0409: nobody sees how a training goes: its history is dropped, nothing reports while it runs, and the network is not evaluated.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IgnoredHistoryAnalyzer : UseAnalyzer
{
    private protected override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [UseRules.IgnoredHistory];

    private protected override IReadOnlyCollection<string> Methods { get; } = ["Fit"];

    private protected override bool MayMatter(IInvocationOperation call) =>
        call.Parent is IExpressionStatementOperation { Syntax: ExpressionStatementSyntax } && !call.TargetMethod.ReturnsVoid;

    private protected override void Analyze(OperationAnalysisContext context, IInvocationOperation call)
    {
        var options = new FitOptionsValues(call);
        if (LibraryTypes.IsNetworkMember(call.TargetMethod)
            && options.AreKnown
            && options.Value("Progress") is null
            && options.Value("Callbacks") is null
            && !IsLookedAt(call))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                UseRules.IgnoredHistory,
                call.Syntax.GetLocation(),
                "Fit: its history is ignored, and nothing else here shows how the training goes; look at the history's loss and warnings, "
                + "give it a Progress, or evaluate the network after it"));
        }
    }

    /// <summary>Whether the code around evaluates, or waits for an exception, or measures.</summary>
    private static bool IsLookedAt(IInvocationOperation call)
    {
        for (IOperation? parent = call.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILoopOperation or IAnonymousFunctionOperation or ITryOperation)
            {
                return true;
            }
        }

        SyntaxNode scope = call.Syntax.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().LastOrDefault() ?? call.Syntax.SyntaxTree.GetRoot();
        return scope.DescendantNodes().OfType<IdentifierNameSyntax>().Any(static name => name.Identifier.ValueText == "Evaluate");
    }
}
