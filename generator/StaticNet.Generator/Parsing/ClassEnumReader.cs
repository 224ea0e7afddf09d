using Microsoft.CodeAnalysis;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Parsing;

/// <summary>Reads the enum that <c>[Classes]</c> names.</summary>
internal static class ClassEnumReader
{
    /// <summary>The enum; null where the compiler has reported a mistake in it.</summary>
    public static ClassEnum? Read(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Enum } named)
        {
            return null;
        }

        IFieldSymbol[] fields = [.. named.GetMembers().OfType<IFieldSymbol>()];
        return fields.All(static field => field.HasConstantValue)
            ? new ClassEnum(
                named.Name,
                named.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
                Reachability.Obstacle(named),
                Reachability.IsPublic(named),
                new EquatableArray<ClassMember>(fields.Select(static field => new ClassMember(field.Name, Number(field.ConstantValue!)))))
            : null;
    }

    /// <summary>Numbers beyond a long are no classes, whichever they are.</summary>
    private static long Number(object value) => value is ulong number
        ? (long)Math.Min(number, long.MaxValue)
        : Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture);
}
