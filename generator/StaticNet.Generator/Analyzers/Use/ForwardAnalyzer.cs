using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using StaticNet.Generator.Diagnostics;

namespace StaticNet.Generator.Analyzers.Use;

/// <summary>
/// SN0404: <c>Forward</c> in a type that never calls <c>Backward</c>: it drops, takes the batch's statistics and moves the averages, and
/// gives what no prediction should.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ForwardAnalyzer : UseAnalyzer
{
    private protected override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [UseRules.ForwardToPredict];

    private protected override IReadOnlyCollection<string> Methods { get; } = ["Forward"];

    private protected override void Analyze(OperationAnalysisContext context, IInvocationOperation call)
    {
        if (!LibraryTypes.IsNetworkMember(call.TargetMethod) || call.Instance is IInstanceReferenceOperation)
        {
            return;
        }

        // Who is handed the network may call Backward: then nothing is certain.
        SyntaxNode scope = call.Syntax.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().LastOrDefault() ?? call.Syntax.SyntaxTree.GetRoot(context.CancellationToken);
        string name = Name(call.Instance);
        if (name.Length == 0 || scope.DescendantNodes().Any(node => MayTrain(node, name)))
        {
            return;
        }

        string type = call.Instance?.Type?.Name ?? "";
        context.ReportDiagnostic(Diagnostic.Create(
            UseRules.ForwardToPredict,
            call.Syntax.GetLocation(),
            $"Forward: it is the pass that trains (statistics of the batch, dropout), and no Backward follows here; to predict, make a {type}.Predictor once "
            + "with ToPredictor() and call its Predict"));
    }

    private static string Name(IOperation? instance) => instance switch
    {
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => field.Field.Name,
        IPropertyReferenceOperation { Instance: null or IInstanceReferenceOperation } property => property.Property.Name,
        _ => "",
    };

    private static bool MayTrain(SyntaxNode node, string name) => node switch
    {
        IdentifierNameSyntax { Identifier.ValueText: "Backward" } => true,
        IdentifierNameSyntax identifier when identifier.Identifier.ValueText == name => IsHandedOn(identifier),
        _ => false,
    };

    /// <summary>Whether the network goes where this code does not show: into a call, another variable or out of the method.</summary>
    private static bool IsHandedOn(IdentifierNameSyntax name)
    {
        SyntaxNode value = name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access ? access : name;
        return value.Parent switch
        {
            MemberAccessExpressionSyntax member => member.Name == value,
            AssignmentExpressionSyntax assignment => assignment.Right == value,
            BinaryExpressionSyntax or IsPatternExpressionSyntax or ConditionalAccessExpressionSyntax => false,
            _ => true,
        };
    }
}
