using Microsoft.CodeAnalysis;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Parsing;

/// <summary>Reads the type that an attribute names by <c>typeof</c>.</summary>
internal static class ClassEnumReader
{
    /// <summary>The type; null where the compiler has reported a mistake in it.</summary>
    public static ClassEnum? Read(ITypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Error)
        {
            return null;
        }

        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Enum } named)
        {
            return new ClassEnum(type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), "", "is no enum", false, default);
        }

        IFieldSymbol[] fields = [.. named.GetMembers().OfType<IFieldSymbol>()];
        return fields.All(static field => field.HasConstantValue)
            ? new ClassEnum(
                named.Name,
                named.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
                Levels(named).Select(Obstacle).FirstOrDefault(static obstacle => obstacle.Length > 0) ?? "",
                Levels(named).All(static level => level.DeclaredAccessibility == Accessibility.Public),
                new EquatableArray<ClassMember>(fields.Select(static field => new ClassMember(field.Name, Number(field.ConstantValue!)))))
            : null;
    }

    /// <summary>Numbers beyond a long are no classes, whichever they are.</summary>
    private static long Number(object value) => value is ulong number
        ? (long)Math.Min(number, long.MaxValue)
        : Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture);

    private static string Obstacle(INamedTypeSymbol level) =>
        level.IsFileLocal ? "is local to its file"
        : level.TypeParameters.Length > 0 ? "stands in a generic type"
        : level.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal) ? "is private"
        : "";

    private static IEnumerable<INamedTypeSymbol> Levels(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            yield return level;
        }
    }
}
