using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace StaticNet.Generator.Analyzers.Use;

/// <summary>
/// Looks at calls of StaticNet's members in user code. Costs nothing in a compilation without StaticNet, and next to nothing at any other call.
/// </summary>
public abstract class UseAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The rules, for the base to declare.</summary>
    private protected abstract IReadOnlyList<DiagnosticDescriptor> Descriptors { get; }

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [.. Descriptors];

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName("StaticNet.Network") is { } network
                && start.Compilation.GetTypeByMetadataName("StaticNet.Predictor") is { } predictor)
            {
                var library = new LibraryTypes(network, predictor);
                start.RegisterOperationAction(found => Analyze(found, (IInvocationOperation)found.Operation, library), OperationKind.Invocation);
            }
        });
    }

    private protected abstract void Analyze(OperationAnalysisContext context, IInvocationOperation call, LibraryTypes library);
}
