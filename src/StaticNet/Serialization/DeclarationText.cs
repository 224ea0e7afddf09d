using System.Collections.ObjectModel;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace StaticNet;

/// <summary>
/// A network's attributes as text, such as <c>Input(784), Dense(10), Softmax</c>, for files: with it, tools know what a file's numbers are for. Constants
/// are written out, so that the text stands for itself.
/// </summary>
internal static class DeclarationText
{
    /// <summary>The text, or null where the attributes are not there: of a class written by hand, or compiled ahead of time.</summary>
    public static string? Of(Network network)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
        {
            return null;
        }

        CustomAttributeData[] attributes =
            [.. network.GetType().CustomAttributes.Where(static attribute => IsPart(attribute.AttributeType))];
        int layers = attributes.Count(static attribute => IsLayer(attribute.AttributeType));
        return layers == network.Layout.Layers.Length
            ? string.Join(", ", attributes.Select(attribute => Print(attribute, network.Layout)))
            : null;
    }

    private static bool IsLayer(Type type) => type.IsSubclassOf(typeof(LayerAttribute));

    private static bool IsPart(Type type) => IsLayer(type) || type == typeof(LossAttribute) || type == typeof(NetworkAttribute);

    private static string Print(CustomAttributeData attribute, NetworkLayout layout)
    {
        string kind = attribute.AttributeType.Name.Split('`')[0].Replace("Attribute", "", StringComparison.Ordinal);
        IEnumerable<string> positional = kind == "Input"
            ? layout.InputShape.Select(static axis => axis.ToString(CultureInfo.InvariantCulture))
            : Positional(attribute);
        string[] arguments =
        [
            .. positional,
            .. attribute.NamedArguments.Select(static argument => $"{argument.MemberName} = {Literal(argument.TypedValue)}"),
        ];
        return arguments.Length == 0 ? kind : $"{kind}({string.Join(", ", arguments)})";
    }

    /// <summary>Constructor arguments that are not their parameter's default: flags, and what follows one or a default, by name.</summary>
    private static IEnumerable<string> Positional(CustomAttributeData attribute)
    {
        ParameterInfo[] parameters = attribute.Constructor.GetParameters();
        bool isNamed = false;
        for (int i = 0; i < parameters.Length; i++)
        {
            CustomAttributeTypedArgument argument = attribute.ConstructorArguments[i];
            if (argument.Value is ReadOnlyCollection<CustomAttributeTypedArgument> items)
            {
                foreach (CustomAttributeTypedArgument item in items)
                {
                    yield return Literal(item);
                }
            }
            else if (parameters[i].HasDefaultValue && Equals(parameters[i].RawDefaultValue, argument.Value))
            {
                isNamed = true;
            }
            else
            {
                isNamed |= argument.Value is bool;
                yield return isNamed ? $"{parameters[i].Name}: {Literal(argument)}" : Literal(argument);
            }
        }
    }

    private static string Literal(CustomAttributeTypedArgument argument) => argument.Value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
        ReadOnlyCollection<CustomAttributeTypedArgument> items => $"[{string.Join(", ", items.Select(Literal))}]",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ when argument.ArgumentType.IsEnum => $"{argument.ArgumentType.Name}.{Enum.ToObject(argument.ArgumentType, argument.Value)}",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"An argument of type {argument.ArgumentType} cannot be written."),
    };
}
