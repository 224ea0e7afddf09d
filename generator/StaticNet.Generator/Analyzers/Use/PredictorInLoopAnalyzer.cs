using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using StaticNet.Generator.Diagnostics;

namespace StaticNet.Generator.Analyzers.Use;

/// <summary>
/// SN0405: <c>ToPredictor()</c> in a loop that cannot change the network: it folds and packs all weights every time, to the same result.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PredictorInLoopAnalyzer : UseAnalyzer
{
    private static readonly HashSet<string> _reading = new(StringComparer.Ordinal) { "ToPredictor", "Evaluate", "Summary", "PredictUnfolded", "Save" };

    private protected override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [UseRules.PredictorInLoop];

    private protected override IReadOnlyCollection<string> Methods { get; } = ["ToPredictor"];

    private protected override void Analyze(OperationAnalysisContext context, IInvocationOperation call)
    {
        if (LibraryTypes.IsNetworkMember(call.TargetMethod)
            && Symbol(call.Instance) is { } network
            && Loop(call) is { } loop
            && !IsDeclaredIn(network, loop)
            && !loop.Descendants().Any(operation => MayChange(operation, network)))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                UseRules.PredictorInLoop,
                call.Syntax.GetLocation(),
                [loop.Syntax.GetLocation()],
                $"ToPredictor: it folds and packs the weights of {network.Name} in every round, and nothing in the loop changes them; make the predictor once, "
                + "before the loop"));
        }
    }

    private static ISymbol? Symbol(IOperation? instance) => instance switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => field.Field,
        _ => null,
    };

    /// <summary>The innermost loop whose body runs the call in every round.</summary>
    private static ILoopOperation? Loop(IOperation call)
    {
        for (IOperation? child = call, parent = call.Parent; parent is not null and not (IAnonymousFunctionOperation or ILocalFunctionOperation); parent = parent.Parent)
        {
            // What a foreach runs over is evaluated once, as is what a for begins with.
            if (parent is ILoopOperation loop && !(loop is IForEachLoopOperation each && each.Collection == child) && !(loop is IForLoopOperation counted && counted.Before.Contains(child!)))
            {
                // A round that ends the loop is the only one.
                return loop.Body == child && child is IBlockOperation block && block.Operations.LastOrDefault() is IBranchOperation or IReturnOperation ? null : loop;
            }

            child = parent;
        }

        return null;
    }

    private static bool IsDeclaredIn(ISymbol symbol, ILoopOperation loop) =>
        symbol is ILocalSymbol && symbol.DeclaringSyntaxReferences.Any(place => place.SyntaxTree == loop.Syntax.SyntaxTree && loop.Syntax.Span.Contains(place.Span));

    /// <summary>Whether something in the loop could train, load or exchange the network: anything that is not known not to.</summary>
    private static bool MayChange(IOperation operation, ISymbol network) => operation switch
    {
        IInvocationOperation call => !IsHarmless(call),
        IObjectCreationOperation creation => creation.Constructor is { } constructor && !IsKnown(constructor.ContainingType),
        IAssignmentOperation { Target: { } target } => SymbolEqualityComparer.Default.Equals(Symbol(target), network) || target is IEventReferenceOperation,
        IAwaitOperation or IDynamicInvocationOperation or IFunctionPointerInvocationOperation => true,
        IReturnOperation { Kind: OperationKind.YieldReturn } => true,
        IPropertyReferenceOperation property => property.Property.ContainingType is { } type && !IsKnown(type) && !IsStored(property.Property),
        IArgumentOperation { Parameter.RefKind: not RefKind.None } argument => SymbolEqualityComparer.Default.Equals(Symbol(argument.Value), network),
        _ => operation.Kind == OperationKind.None && operation.ChildOperations.Any(child => SymbolEqualityComparer.Default.Equals(Symbol(child), network)),
    };

    private static bool IsHarmless(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        INamedTypeSymbol type = method.ContainingType;
        if (type.TypeKind == TypeKind.Delegate || call.Arguments.Any(static argument => MayHoldDelegate(argument.Parameter?.Type)))
        {
            return false;
        }

        bool isOfNetwork = LibraryTypes.IsNetworkMember(method) || (method.IsExtensionMethod && LibraryTypes.IsNetwork(method.Parameters[0].Type));
        return isOfNetwork ? _reading.Contains(method.Name) : LibraryTypes.IsMember(method) || IsKnown(type);
    }

    private static bool MayHoldDelegate(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => MayHoldDelegate(array.ElementType),
        INamedTypeSymbol named => named.TypeKind == TypeKind.Delegate || named.TypeArguments.Any(MayHoldDelegate),
        _ => false,
    };

    /// <summary>Types of .NET's own and of StaticNet's, which call no user code that could reach the network.</summary>
    private static bool IsKnown(INamedTypeSymbol type) => LibraryTypes.Owns(type) || LibraryTypes.IsMemberType(type) || IsOfSystem(type);

    /// <summary>Whether a property does nothing but read a field.</summary>
    private static bool IsStored(IPropertySymbol property) =>
        property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private static bool IsOfSystem(INamedTypeSymbol type)
    {
        INamespaceSymbol space = type.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space.Name == "System" && !type.Locations[0].IsInSource;
    }
}
