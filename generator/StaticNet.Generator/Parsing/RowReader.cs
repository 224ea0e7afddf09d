using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Parsing;

/// <summary>Reads the struct that <c>[Input&lt;TRow&gt;]</c> names: a column a field, in the order of memory.</summary>
internal static class RowReader
{
    private const int Sequential = 0;

    /// <summary>The struct; null where the compiler has reported a mistake in it.</summary>
    public static RowType? Read(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol { IsValueType: true, IsRefLikeType: false, OriginalDefinition.SpecialType: not SpecialType.System_Nullable_T } named)
        {
            return null;
        }

        IFieldSymbol[] fields = [.. named.GetMembers().OfType<IFieldSymbol>().Where(static field => !field.IsStatic)];
        if (fields.Any(static field => field.Type.TypeKind == TypeKind.Error))
        {
            return null;
        }

        string reach = Reachability.Obstacle(named);
        string obstacle = named.TypeKind == TypeKind.Enum || named.SpecialType != SpecialType.None
            ? $"{named.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} is no struct with fields"
            : reach.Length > 0 ? $"{named.Name} {reach}"
            : Contents(named, fields);
        return new RowType(
            named.Name,
            named.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            obstacle,
            reach.Length == 0,
            Reachability.IsPublic(named),
            new EquatableArray<string>(fields.Select(NameOf)));
    }

    private static string Contents(INamedTypeSymbol row, IFieldSymbol[] fields)
    {
        if (fields.Length == 0)
        {
            return $"{row.Name} has no columns";
        }

        string[] others =
        [
            .. fields.Where(static field => field.Type.SpecialType != SpecialType.System_Single || field.IsFixedSizeBuffer)
                .Select(field => $"{row.Name}.{NameOf(field)} is {field.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}"),
        ];
        return others.Length > 0 ? string.Join(", ", others) : Layout(row, fields);
    }

    /// <summary>What lets the memory of a row differ from its fields in their order.</summary>
    private static string Layout(INamedTypeSymbol row, IFieldSymbol[] fields)
    {
        foreach (AttributeData attribute in row.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "InlineArrayAttribute" })
            {
                return $"{row.Name} is an inline array";
            }

            if (attribute.AttributeClass is not { Name: "StructLayoutAttribute" })
            {
                continue;
            }

            if (attribute.ConstructorArguments.Length == 1 && Convert.ToInt32(attribute.ConstructorArguments[0].Value, null) != Sequential)
            {
                return $"{row.Name} is not laid out sequentially";
            }

            if (attribute.NamedArguments.Any(argument => argument is { Key: "Size", Value.Value: int size } && size > fields.Length * sizeof(float)))
            {
                return $"{row.Name} has a size of its own";
            }
        }

        TypeDeclarationSyntax[] parts = [.. row.DeclaringSyntaxReferences.Select(static part => part.GetSyntax()).OfType<TypeDeclarationSyntax>()];
        if (parts.Any(static part => part is StructDeclarationSyntax { ParameterList: not null }))
        {
            return $"{row.Name} has a primary constructor, whose parameters may be fields";
        }

        int filled = parts.Count(part => fields.Any(field => Place(field) is { } place && place.SyntaxTree == part.SyntaxTree && part.Span.Contains(place.Span)));
        return filled > 1 ? $"{row.Name} has columns on several declarations, whose order C# leaves open" : "";
    }

    private static SyntaxReference? Place(IFieldSymbol field) => (field.AssociatedSymbol ?? field).DeclaringSyntaxReferences.FirstOrDefault();

    /// <summary>A column is called after the property whose field it is, if it is one's: in metadata only the field's name tells.</summary>
    private static string NameOf(IFieldSymbol field)
    {
        const string Suffix = ">k__BackingField";
        string name = field.AssociatedSymbol?.Name ?? field.Name;
        return name.EndsWith(Suffix, StringComparison.Ordinal) ? name.Substring(1, name.Length - 1 - Suffix.Length) : name;
    }
}
