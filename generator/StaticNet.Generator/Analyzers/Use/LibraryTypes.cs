using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using StaticNet.Generator.Model;
using StaticNet.Generator.Parsing;

namespace StaticNet.Generator.Analyzers.Use;

/// <summary>
/// What calls are, as far as the library's types are concerned. These are told by their names: looking one up in every compilation, through all
/// its references, would take longer than all else that an analyzer does after an edit.
/// </summary>
internal static class LibraryTypes
{
    /// <summary>Whether a method of a network or of a predictor is called, be it the library's or its override in a generated class.</summary>
    public static bool IsMember(IMethodSymbol method) => IsMemberType(method.ContainingType);

    /// <summary>Whether a type is a network or a predictor.</summary>
    public static bool IsMemberType(INamedTypeSymbol type) => IsNetwork(type) || IsPredictor(type);

    /// <summary>Whether a method of a network is called.</summary>
    public static bool IsNetworkMember(IMethodSymbol method) => IsNetwork(method.ContainingType);

    /// <summary>Whether a value of this type is a network.</summary>
    public static bool IsNetwork(ITypeSymbol? type) => Derives(type, "Network");

    /// <summary>Whether the type is the library's own.</summary>
    public static bool Owns(INamedTypeSymbol type) => type.ContainingAssembly?.Name == NetworkParser.Library;

    /// <summary>The network that a call is made on, directly or through its predictor, if its class is known; a sound one.</summary>
    public static UsedNetwork? NetworkOf(IInvocationOperation call)
    {
        INamedTypeSymbol? type = call.Instance?.Type as INamedTypeSymbol;
        INamedTypeSymbol? found = IsNetwork(type) ? type : IsPredictor(type) ? type!.ContainingType : null;
        return IsNetwork(found) && found!.GetMembers("NetworkMistake").IsEmpty
            && Constant(found, "InputSize") is { } input && Constant(found, "OutputSize") is { } output
            ? new UsedNetwork(found, input, output)
            : null;
    }

    private static bool IsPredictor(ITypeSymbol? type) => Derives(type, "Predictor");

    private static IFieldSymbol? Constant(INamedTypeSymbol type, string name) =>
        type.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault(static field => field is { IsConst: true, Type.SpecialType: SpecialType.System_Int32 });

    private static bool Derives(ITypeSymbol? type, string name)
    {
        for (INamedTypeSymbol? candidate = type as INamedTypeSymbol; candidate is not null; candidate = candidate.BaseType)
        {
            if (NetworkParser.IsOfStaticNet(candidate, name))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>A network at a place where it is used. Its sizes are constants, which the compiler works out when they are asked for.</summary>
internal sealed class UsedNetwork(INamedTypeSymbol type, IFieldSymbol inputSize, IFieldSymbol outputSize)
{
    /// <summary>Its class.</summary>
    public INamedTypeSymbol Type => type;

    /// <summary>Values a sample.</summary>
    public int InputSize => (int)inputSize.ConstantValue!;

    /// <summary>Output values a sample.</summary>
    public int OutputSize => (int)outputSize.ConstantValue!;

    public string Input => $"{Type.Name}.InputSize is {Text.Grouped(InputSize)}";

    public string Output => $"{Type.Name}.OutputSize is {Text.Grouped(OutputSize)}";
}
