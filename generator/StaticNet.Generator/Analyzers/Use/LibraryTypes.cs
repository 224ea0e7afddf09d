using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Analyzers.Use;

/// <summary>The library's types in a compilation, and what calls on them are.</summary>
internal sealed class LibraryTypes(INamedTypeSymbol network, INamedTypeSymbol predictor)
{
    private static readonly ConditionalWeakTable<Compilation, LibraryTypes?[]> _known = new();

    /// <summary>Those of a compilation; null where it does not refer to the library.</summary>
    public static LibraryTypes? Of(Compilation compilation) => _known.GetValue(compilation, static compilation => [Find(compilation)])[0];

    /// <summary>Whether a method of a network or of a predictor is called, be it the library's or its override in a generated class.</summary>
    public bool IsMember(IMethodSymbol method) => IsNetworkMember(method) || Derives(method.ContainingType, predictor);

    /// <summary>Whether a type is a network or a predictor.</summary>
    public bool IsMemberType(INamedTypeSymbol type) => IsNetwork(type) || Derives(type, predictor);

    /// <summary>Whether a method of a network is called.</summary>
    public bool IsNetworkMember(IMethodSymbol method) => Derives(method.ContainingType, network);

    /// <summary>Whether a value of this type is a network.</summary>
    public bool IsNetwork(ITypeSymbol? type) => Derives(type, network);

    /// <summary>Whether the type is the library's own.</summary>
    public bool Owns(INamedTypeSymbol type) => SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, network.ContainingAssembly);

    /// <summary>The network that a call is made on, directly or through its predictor, if its class is known; a sound one.</summary>
    public UsedNetwork? NetworkOf(IInvocationOperation call)
    {
        INamedTypeSymbol? type = call.Instance?.Type as INamedTypeSymbol;
        INamedTypeSymbol? found = IsNetwork(type) ? type : Derives(type, predictor) ? type!.ContainingType : null;
        return IsNetwork(found) && found!.GetMembers("NetworkMistake").IsEmpty
            && Constant(found, "InputSize") is { } input && Constant(found, "OutputSize") is { } output
            ? new UsedNetwork(found, input, output)
            : null;
    }

    private static LibraryTypes? Find(Compilation compilation) =>
        compilation.GetTypeByMetadataName("StaticNet.Network") is { } network && compilation.GetTypeByMetadataName("StaticNet.Predictor") is { } predictor
            ? new LibraryTypes(network, predictor)
            : null;

    private static int? Constant(INamedTypeSymbol type, string name) =>
        type.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault() is { HasConstantValue: true, ConstantValue: int value } ? value : null;

    private static bool Derives(ITypeSymbol? type, INamedTypeSymbol from)
    {
        for (ITypeSymbol? candidate = type; candidate is not null; candidate = candidate.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(candidate, from))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A network at a place where it is used.</summary>
/// <param name="Type">Its class.</param>
/// <param name="InputSize">Values a sample.</param>
/// <param name="OutputSize">Output values a sample.</param>
internal sealed record UsedNetwork(INamedTypeSymbol Type, int InputSize, int OutputSize)
{
    public string Input => $"{Type.Name}.InputSize is {Text.Grouped(InputSize)}";

    public string Output => $"{Type.Name}.OutputSize is {Text.Grouped(OutputSize)}";
}
