using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;
using StaticNet.Generator.Parsing;
using StaticNet.Generator.Passes;

namespace StaticNet.Generator.Analyzers.Use;

/// <summary>
/// SN0408: so few steps that moving statistics still hold what they began with. <c>Fit</c> warns of that when it runs; here the number of rows has to be
/// known.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StepsAnalyzer : UseAnalyzer
{
    private const int DefaultEpochs = 10;
    private const int DefaultBatchSize = 32;

    /// <summary>The share of their initial values that the averages may still hold, as <c>Fit</c> has it.</summary>
    private const double LargestInitialShare = 0.05;

    private protected override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [UseRules.UnsettledStatistics];

    private protected override IReadOnlyCollection<string> Methods { get; } = ["Fit"];

    private protected override void Analyze(OperationAnalysisContext context, IInvocationOperation call)
    {
        var options = new FitOptionsValues(call);
        if (!LibraryTypes.IsNetworkMember(call.TargetMethod)
            || options.Number("Epochs", DefaultEpochs) is not { } epochs || epochs < 1
            || options.Number("BatchSize", DefaultBatchSize) is not { } size || size < 1
            || options.Value("DropLast") is not null
            || KnownRows.Of(call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "data")?.Value) is not { } rows
            || LibraryTypes.NetworkOf(call) is not { } network
            || IsSettledLater(call)
            || Slowest(network.Type, context.CancellationToken) is not { } node)
        {
            return;
        }

        double momentum = ((BatchNormLayer)node.Layer).Momentum;
        long steps = (((long)rows + size - 1) / size) * epochs;
        double share = Math.Pow(momentum, steps);
        if (steps > 0 && share > LargestInitialShare)
        {
            long needed = (long)Math.Ceiling(Math.Log(LargestInitialShare) / Math.Log(momentum));
            context.ReportDiagnostic(Diagnostic.Create(
                UseRules.UnsettledStatistics,
                call.Syntax.GetLocation(),
                $"Fit: {Text.Grouped(rows)} rows in batches of {Text.Grouped(size)} are {Text.Grouped(steps)} steps in {Text.Grouped(epochs)} "
                + $"{(epochs == 1 ? "epoch" : "epochs")}; after them the moving statistics of {node.Mention}, of {network.Type.Name} hold "
                + $"{Text.Rounded(100 * share)} % of their initial values with a momentum of {Text.Invariant(momentum)}, and predictions use them. "
                + $"5 % are left after {Text.Grouped(needed)} steps: lower the momentum, train longer, or call RecalibrateStatistics"));
        }
    }

    /// <summary>The BatchNorm whose averages move most slowly; one of momentum 1 never moves, which SN0308 says.</summary>
    private static Node? Slowest(INamedTypeSymbol type, CancellationToken cancellation) =>
        ShapeInference.Run(NetworkParser.Parse(type, NetworkParser.AttributesOf(type), cancellation), out _)?.Nodes
            .Where(static node => node.Layer is BatchNormLayer { Frozen: false, Cumulative: false, Momentum: < 1 })
            .OrderByDescending(static node => ((BatchNormLayer)node.Layer).Momentum)
            .FirstOrDefault();

    /// <summary>Whether the statistics are gathered anew in the same type.</summary>
    private static bool IsSettledLater(IInvocationOperation call) =>
        (call.Syntax.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().LastOrDefault() ?? call.Syntax.SyntaxTree.GetRoot())
        .DescendantNodes().OfType<IdentifierNameSyntax>().Any(static name => name.Identifier.ValueText == "RecalibrateStatistics");
}
