using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace StaticNet.Generator.Analyzers.Use;

/// <summary>
/// Looks at calls of StaticNet's members in user code. Costs next to nothing at any other call.
/// </summary>
public abstract class UseAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The rules, for the base to declare.</summary>
    private protected abstract IReadOnlyList<DiagnosticDescriptor> Descriptors { get; }

    /// <summary>The methods whose calls are looked at.</summary>
    private protected abstract IReadOnlyCollection<string> Methods { get; }

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [.. Descriptors];

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(
            found =>
            {
                // The name first: next to no call is one of a network, and asking for types is what costs.
                var call = (IInvocationOperation)found.Operation;
                if (Methods.Contains(call.TargetMethod.Name) && MayMatter(call))
                {
                    Analyze(found, call);
                }
            },
            OperationKind.Invocation);
    }

    /// <summary>Whether a call of such a name is worth a look at its types.</summary>
    private protected virtual bool MayMatter(IInvocationOperation call) => true;

    private protected abstract void Analyze(OperationAnalysisContext context, IInvocationOperation call);
}
