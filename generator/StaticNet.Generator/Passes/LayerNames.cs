using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>Names layers: as the user did, or by kind and running number.</summary>
internal sealed class LayerNames
{
    private readonly Dictionary<string, int> _counts = [];
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);
    private readonly HashSet<string> _identifiers = new(StringComparer.Ordinal);

    /// <summary>The name in files and messages.</summary>
    public string Name(LayerDeclaration layer, Reporter report)
    {
        _counts.TryGetValue(layer.Kind, out int count);
        _counts[layer.Kind] = ++count;
        string fallback = layer.Kind == "Input" ? "input" : layer.Kind.ToLowerInvariant() + Text.Invariant(count);
        string name = layer.Arguments.FirstOrDefault(static argument => argument.Name == "Name")?.Value as string ?? fallback;
        if (!Text.IsName(name) || name.StartsWith("__", StringComparison.Ordinal))
        {
            report.OutOfRange("Name", Text.Literal(name), "letters, digits, '_', '-' and '/', and not start with two underscores");
        }

        if (_owners.TryGetValue(name, out string owner))
        {
            report.Add(Rules.DuplicateName, $"its name, {Text.Literal(name)}, is that of {owner}, already; each layer needs a name of its own");
        }
        else
        {
            _owners.Add(name, report.Mention);
        }

        return name;
    }

    /// <summary>The name as part of an identifier: in Pascal case, unique. The input is <c>Input</c>, however it is named.</summary>
    public string Identifier(LayerDeclaration layer, string name)
    {
        if (layer.Kind == "Input")
        {
            _ = _identifiers.Add("Input");
            return "Input";
        }

        bool isOwn = layer.Arguments.Any(static argument => argument is { Name: "Name", Value: string });
        string identifier = isOwn
            ? string.Concat(name.Split('_', '-', '/').Select(static part => part.Length == 0 ? "" : char.ToUpperInvariant(part[0]) + part.Substring(1)))
            : layer.Kind + name.Substring(layer.Kind.Length);
        if (identifier.Length == 0 || !char.IsLetter(identifier[0]))
        {
            identifier = "Layer" + identifier;
        }

        string unique = identifier;
        for (int i = 2; !_identifiers.Add(unique); i++)
        {
            unique = $"{identifier}_{Text.Invariant(i)}";
        }

        return unique;
    }
}
