using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using StaticNet.Generator.Diagnostics;

namespace StaticNet.Generator.Analyzers.Use;

/// <summary>
/// SN0406: a method whose result is all it is for, called as a statement. Not <c>Fit</c>, which trains whoever reads its history.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class IgnoredResultAnalyzer : UseAnalyzer
{
    private const string Class = "it returns the class";

    private static readonly Dictionary<string, string> _pure = new(StringComparer.Ordinal)
    {
        ["Network.ToPredictor"] = "the predictor it makes is the only thing it does; the network itself stays as it is",
        ["Network.Summary"] = "it returns the text and prints nothing",
        ["Network.Evaluate"] = "it returns loss and accuracy and prints nothing",
        ["Network.MeasureStatisticsGap"] = "it returns the figures and prints nothing",
        ["Predictor.Classify"] = Class,
        ["Predictor.ClassifyIndex"] = Class,
        ["MemoryDataSet.Split"] = "it returns the parts; the data set itself stays whole",
        ["MemoryDataSet.Slice"] = "it returns the rows; the data set itself stays whole",
        ["MemoryDataSet.Select"] = "it returns the rows; the data set itself stays whole",
        ["MemoryDataSet.ToOneHot"] = "it returns the data set with targets; the one it is called on stays as it is",
    };

    private protected override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [UseRules.IgnoredResult];

    private protected override IReadOnlyCollection<string> Methods { get; } =
        [.. _pure.Keys.Select(static name => name.Substring(name.IndexOf('.') + 1)).Append("ClassifyBytes")];

    private protected override bool MayMatter(IInvocationOperation call) =>
        call.Parent is IExpressionStatementOperation { Syntax: ExpressionStatementSyntax } && !call.TargetMethod.ReturnsVoid;

    private protected override void Analyze(OperationAnalysisContext context, IInvocationOperation call)
    {
        if (Reason(call.TargetMethod) is { } reason
            && !MayBeWanted(call))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                UseRules.IgnoredResult, call.Syntax.GetLocation(), $"{call.TargetMethod.Name}: its result is ignored, and {reason}"));
        }
    }

    private static string? Reason(IMethodSymbol method)
    {
        // Of rows, of bytes, as an enum: the generated predictor's own.
        if (method.Name is "Classify" or "ClassifyBytes" && LibraryTypes.IsMember(method))
        {
            return Class;
        }

        for (IMethodSymbol? original = method; original is not null; original = original.OverriddenMethod)
        {
            if (LibraryTypes.Owns(original.ContainingType) && _pure.TryGetValue($"{original.ContainingType.Name}.{original.Name}", out string? reason))
            {
                return reason;
            }
        }

        return null;
    }

    /// <summary>Warming up is done in loops, and exceptions are waited for in lambdas and try blocks.</summary>
    private static bool MayBeWanted(IOperation call)
    {
        for (IOperation? parent = call.Parent; parent is not null; parent = parent.Parent)
        {
            if (parent is ILoopOperation or IAnonymousFunctionOperation or ITryOperation)
            {
                return true;
            }
        }

        return false;
    }
}
