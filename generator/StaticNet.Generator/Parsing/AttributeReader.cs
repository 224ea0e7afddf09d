using Microsoft.CodeAnalysis;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Parsing;

/// <summary>Reads an attribute's arguments as plain values. Arguments that do not compile leave it unreadable; it never throws.</summary>
internal static class AttributeReader
{
    public static LayerDeclaration Read(NetworkAttribute found)
    {
        AttributeData attribute = found.Data;
        IMethodSymbol? constructor = attribute.AttributeConstructor;
        bool isReadable = constructor is not null && constructor.Parameters.Length == attribute.ConstructorArguments.Length;
        var arguments = new List<Argument>();
        if (isReadable)
        {
            for (int i = 0; i < attribute.ConstructorArguments.Length; i++)
            {
                isReadable &= Add(constructor!.Parameters[i].Name, attribute.ConstructorArguments[i]);
            }
        }

        if (attribute.AttributeClass is { TypeArguments: { Length: 1 } types } generic)
        {
            object? type = found.IsLayer ? RowReader.Read(types[0]) : ClassEnumReader.Read(types[0]);
            arguments.Add(new Argument(generic.TypeParameters[0].Name, type));
            isReadable &= type is not null;
        }

        foreach (KeyValuePair<string, TypedConstant> property in attribute.NamedArguments)
        {
            isReadable &= Add(property.Key, property.Value);
        }

        return new LayerDeclaration(found.Kind, new EquatableArray<Argument>(arguments), isReadable)
        {
            Text = isReadable ? AttributeText.Print(found.Kind, attribute, arguments.Select(static argument => argument.Value).OfType<RowType>().FirstOrDefault()) : "",
        };

        bool Add(string name, TypedConstant constant)
        {
            if (constant.Kind == TypedConstantKind.Error)
            {
                return false;
            }

            object? value = constant switch
            {
                { Kind: TypedConstantKind.Array, Type: IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_String } } => Words(constant),
                { Kind: TypedConstantKind.Array } => Numbers(constant),
                { Kind: TypedConstantKind.Type } => null,
                _ => constant.Value,
            };
            arguments.Add(new Argument(name, value));
            return constant.Kind != TypedConstantKind.Array || constant.IsNull || constant.Values.All(static item => item.Kind != TypedConstantKind.Error);
        }
    }

    private static EquatableArray<string> Words(TypedConstant array) =>
        array.IsNull ? EquatableArray<string>.Empty : new EquatableArray<string>(array.Values.Select(static item => item.Value as string ?? ""));

    private static EquatableArray<int> Numbers(TypedConstant array) =>
        array.IsNull ? EquatableArray<int>.Empty : new EquatableArray<int>(array.Values.Select(static item => item.Value is int number ? number : 0));
}
