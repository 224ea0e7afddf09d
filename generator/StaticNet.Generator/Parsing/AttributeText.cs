using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Parsing;

/// <summary>
/// An attribute as C# writes it, such as <c>Dense(10, bias: false)</c>, with constants written out and without what equals a parameter's default, so that the
/// text stands for itself in a file.
/// </summary>
internal static class AttributeText
{
    /// <param name="kind">The attribute's name without its suffix.</param>
    /// <param name="attribute">An attribute that compiles.</param>
    /// <param name="row">The struct it names, which stands for its number of columns.</param>
    public static string Print(string kind, AttributeData attribute, RowType? row)
    {
        string[] arguments =
        [
            .. row is null ? Positional(attribute) : [Text.Invariant(row.Columns.Count)],
            .. attribute.NamedArguments.Where(static argument => !argument.Value.IsNull)
                .Select(static argument => $"{argument.Key} = {Literal(argument.Value)}"),
        ];
        return arguments.Length == 0 ? kind : $"{kind}({string.Join(", ", arguments)})";
    }

    /// <summary>Constructor arguments: flags, and what follows one or a default that is left out, by name.</summary>
    private static IEnumerable<string> Positional(AttributeData attribute)
    {
        IMethodSymbol constructor = attribute.AttributeConstructor!;
        bool isNamed = false;
        for (int i = 0; i < attribute.ConstructorArguments.Length; i++)
        {
            IParameterSymbol parameter = constructor.Parameters[i];
            TypedConstant argument = attribute.ConstructorArguments[i];
            if (argument.Kind == TypedConstantKind.Array)
            {
                foreach (TypedConstant item in Items(argument))
                {
                    yield return Literal(item);
                }
            }
            else if (parameter.HasExplicitDefaultValue && Equals(parameter.ExplicitDefaultValue, argument.Value))
            {
                isNamed = true;
            }
            else
            {
                isNamed |= argument.Value is bool;
                yield return isNamed ? $"{parameter.Name}: {Literal(argument)}" : Literal(argument);
            }
        }
    }

    private static string Literal(TypedConstant constant) => constant switch
    {
        { Kind: TypedConstantKind.Array } => $"[{string.Join(", ", Items(constant).Select(Literal))}]",
        { Kind: TypedConstantKind.Enum } => Member(constant),
        { Value: bool flag } => flag ? "true" : "false",
        { Value: string text } => Text.Literal(text),
        { Value: double number } => Text.Invariant(number),
        { Value: IFormattable number } => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => "null",
    };

    private static string Member(TypedConstant constant)
    {
        IFieldSymbol? member = constant.Type!.GetMembers().OfType<IFieldSymbol>()
            .FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, constant.Value));
        return member is null ? $"({constant.Type.Name})({constant.Value})" : $"{constant.Type.Name}.{member.Name}";
    }

    private static ImmutableArray<TypedConstant> Items(TypedConstant array) => array.IsNull ? [] : array.Values;
}
