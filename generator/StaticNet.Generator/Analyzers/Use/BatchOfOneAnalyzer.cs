using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;
using StaticNet.Generator.Parsing;
using StaticNet.Generator.Passes;

namespace StaticNet.Generator.Analyzers.Use;

/// <summary>SN0403: a batch of one sample, where BatchNorm sees one value a channel and sample and has no variance to divide by.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BatchOfOneAnalyzer : UseAnalyzer
{
    private protected override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [UseRules.BatchOfOne];

    private protected override IReadOnlyCollection<string> Methods { get; } = ["Fit", "Forward"];

    private protected override void Analyze(OperationAnalysisContext context, IInvocationOperation call)
    {
        if (!LibraryTypes.IsNetworkMember(call.TargetMethod))
        {
            return;
        }

        if (Sample(call) is { } place
            && LibraryTypes.NetworkOf(call) is { } network
            && (call.TargetMethod.Name == "Fit" || KnownLength.Of(place)?.Value == network.InputSize)
            && Normalizer(network.Type, context.CancellationToken) is { } layer)
        {
            string advice = call.TargetMethod.Name == "Fit" ? "a batch size of 2 or more" : "two samples or more, or predict with ToPredictor()";
            context.ReportDiagnostic(Diagnostic.Create(
                UseRules.BatchOfOne,
                place.Syntax.GetLocation(),
                $"{call.TargetMethod.Name}: {layer.Mention}, of {network.Type.Name} takes the variance of a batch, and one sample has none; give it {advice}"));
        }
    }

    /// <summary>What says that a batch has one sample, or would if its length is that of one.</summary>
    private static IOperation? Sample(IInvocationOperation call) => call.TargetMethod.Name == "Fit"
        ? new FitOptionsValues(call).Value("BatchSize") is { ConstantValue: { HasValue: true, Value: 1 } } size ? size : null
        : call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "input")?.Value;

    /// <summary>The first BatchNorm that one sample gives one value a channel.</summary>
    private static Node? Normalizer(INamedTypeSymbol type, CancellationToken cancellation) =>
        ShapeInference.Run(NetworkParser.Parse(type, NetworkParser.AttributesOf(type), cancellation), out _)?.Nodes.FirstOrDefault(
            static node => node.Layer is BatchNormLayer { Frozen: false } layer && layer.ValuesPerSample(node.Input) == 1);
}
