using System.Globalization;
using System.Text;

namespace StaticNet.Importing;

/// <summary>Writes the C# declaration of a foreign network: attributes on a partial class, which StaticNet's generator makes a network of.</summary>
public static class DeclarationWriter
{
    /// <summary>The attributes alone, such as <c>Input(784), Dense(10), Softmax</c>; what equals an attribute's default is left out.</summary>
    /// <exception cref="InvalidDataException">
    /// The file does not say what shape the input has or what all its layers are, or has a layer or setting that no attribute has.
    /// </exception>
    public static IReadOnlyList<string> Attributes(ForeignNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.InputShape.Length == 0)
        {
            throw new InvalidDataException(
                $"'{network.Source}' holds weights, but does not say what shape the input has; declare the network yourself, and import into it.");
        }

        string shape = string.Join(", ", network.InputShape.Select(static axis => axis.ToString(CultureInfo.InvariantCulture)));
        return [$"Input({shape})", .. network.Layers.Select(layer => Attribute(network.Source, layer))];
    }

    /// <summary>A whole file, ready to build.</summary>
    /// <param name="network">What was read.</param>
    /// <param name="className">Name of the class.</param>
    /// <param name="namespaceName">Its namespace; none if null.</param>
    /// <exception cref="ArgumentException">A name is no C# name.</exception>
    /// <exception cref="InvalidDataException">As <see cref="Attributes"/>.</exception>
    public static string Write(ForeignNetwork network, string className, string? namespaceName = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        CheckName(className, nameof(className));
        foreach (string part in namespaceName?.Split('.') ?? [])
        {
            CheckName(part, nameof(namespaceName));
        }

        var text = new StringBuilder("using StaticNet;\n\n");
        if (namespaceName is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"namespace {namespaceName};\n\n");
        }

        string source = Path.GetFileName(network.Source).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
        text.Append(CultureInfo.InvariantCulture, $"/// <summary>Imported from {new string([.. source.Where(static c => !char.IsControl(c))])}.</summary>\n");
        foreach (string line in Lines(Attributes(network)))
        {
            text.Append(CultureInfo.InvariantCulture, $"[{line}]\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"public sealed partial class {className};\n");
        return text.ToString();
    }

    /// <summary>A line a product, with what follows it.</summary>
    public static IEnumerable<string> Lines(IEnumerable<string> attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        var line = new List<string>();
        foreach (string attribute in attributes)
        {
            if (line.Count > 0 && attribute.StartsWith("Dense(", StringComparison.Ordinal))
            {
                yield return string.Join(", ", line);
                line.Clear();
            }

            line.Add(attribute);
        }

        yield return string.Join(", ", line);
    }

    private static string Attribute(string source, ForeignLayer layer)
    {
        if (!AttributeForms.All.TryGetValue(layer.Kind, out AttributeForm? form))
        {
            throw new InvalidDataException($"'{source}', layer '{layer.Name}': StaticNet has no attribute {layer.Kind}.");
        }

        var arguments = new List<string>();
        bool isNamed = false;
        foreach ((string name, object? otherwise) in form.Parameters)
        {
            object value = layer.Settings.GetValueOrDefault(name) ?? otherwise
                ?? throw new InvalidDataException($"'{source}', layer '{layer.Name}': {layer.Kind} needs {name}, which the file does not say.");
            if (otherwise is not null && Same(value, otherwise))
            {
                isNamed = true;
                continue;
            }

            isNamed |= value is bool;
            arguments.Add(isNamed ? $"{name}: {Literal(name, value)}" : Literal(name, value));
        }

        foreach ((string name, object value) in layer.Settings.Where(setting => !form.Parameters.Any(parameter => parameter.Name == setting.Key)))
        {
            if (!form.Properties.TryGetValue(name, out object? otherwise))
            {
                throw new InvalidDataException($"'{source}', layer '{layer.Name}': {layer.Kind} has no setting {name}.");
            }

            if (!Same(value, otherwise))
            {
                arguments.Add($"{name} = {Literal(name, value)}");
            }
        }

        return arguments.Count == 0 ? layer.Kind : $"{layer.Kind}({string.Join(", ", arguments)})";

        string Literal(string name, object value) => value switch
        {
            bool flag => flag ? "true" : "false",
            int number => number.ToString(CultureInfo.InvariantCulture),
            double number when double.IsFinite(number) => number.ToString("R", CultureInfo.InvariantCulture),
            string word when AttributeForms.Enumerations.TryGetValue((layer.Kind, name), out (string Type, string[] Members) known)
                && known.Members.Contains(word) => $"{known.Type}.{word}",
            _ => throw new InvalidDataException($"'{source}', layer '{layer.Name}': {layer.Kind} cannot have {name} {value}."),
        };
    }

    private static bool Same(object value, object otherwise) => value is int or double && otherwise is int or double
        ? Convert.ToDouble(value, CultureInfo.InvariantCulture).Equals(Convert.ToDouble(otherwise, CultureInfo.InvariantCulture))
        : value.Equals(otherwise);

    private static void CheckName(string name, string argument)
    {
        bool isName = name is { Length: > 0 } && (char.IsLetter(name[0]) || name[0] == '_') && name.All(static c => char.IsLetterOrDigit(c) || c == '_');
        if (!isName)
        {
            throw new ArgumentException($"'{name}' is no name in C#: expected letters, digits and '_', not beginning with a digit.", argument);
        }
    }
}
