using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>
/// Who reads whom: a layer the one above, unless <c>From</c> names another; a merge those it names besides. Only what stands above can be read,
/// so that source order is an order to compute in.
/// </summary>
internal sealed class Wiring
{
    private const string From = "From";

    private readonly NetworkDeclaration _declaration;
    private readonly Dictionary<string, int> _attributes = new(StringComparer.Ordinal);
    private readonly HashSet<int> _read = [];
    private bool _isWhole = true;

    public Wiring(NetworkDeclaration declaration)
    {
        _declaration = declaration;

        // What is wrong with a name is said where it is given.
        var names = new LayerNames();
        var silent = new Reporter();
        for (int i = 0; i < declaration.Attributes.Count && !declaration.Attributes[i].IsSetting; i++)
        {
            string name = names.Name(declaration.Attributes[i], silent);
            if (!_attributes.ContainsKey(name))
            {
                _attributes.Add(name, i);
            }
        }
    }

    /// <summary>
    /// What a layer reads, the first of them in place of the one above. What cannot be read is reported and left out; nothing is left where that is
    /// the first.
    /// </summary>
    /// <param name="attribute">The layer's position among the attributes.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="nodes">The layers above.</param>
    /// <param name="report">Knows which layer it is.</param>
    public IReadOnlyList<Node> Resolve(int attribute, Layer layer, IReadOnlyList<Node> nodes, Reporter report)
    {
        var inputs = new List<Node>();
        string? from = FromOf(attribute);
        if (nodes.Count == 0)
        {
            if (from is not null)
            {
                report.Add(Rules.ArgumentWithoutEffect, "From has no effect on the input, which reads no layer; remove it", new Fact(Fact.Argument, From));
            }

            return inputs;
        }

        Node? first = from is null ? nodes[nodes.Count - 1] : Find(from, "From names", attribute, nodes, report);
        if (first is null)
        {
            return inputs;
        }

        Read(first);
        var wrong = new HashSet<string>();
        foreach (string name in layer is MergeLayer merge ? merge.Names : EquatableArray<string>.Empty)
        {
            if (wrong.Contains(name))
            {
                continue;
            }

            if (Find(name, "it names", attribute, nodes, report) is not { } other)
            {
                _ = wrong.Add(name);
                continue;
            }

            if (inputs.Contains(other))
            {
                _ = wrong.Add(name);
                report.Add(
                    Rules.ArgumentOutOfRange,
                    $"it names {Text.Literal(name)}, {other.Mention}, which it reads already{(other == first && from is null ? " as the layer above" : "")}; "
                    + "name another layer");
                continue;
            }

            Read(other);
        }

        return inputs;

        void Read(Node node)
        {
            inputs.Add(node);
            _ = _read.Add(node.Index);
        }
    }

    /// <summary>Reports every layer but the last that no other reads, unless it is already known that a name leads nowhere.</summary>
    public void CheckRead(IReadOnlyList<Node> nodes, Reporter report)
    {
        for (int i = 0; _isWhole && i < nodes.Count - 1; i++)
        {
            Node node = nodes[i];
            if (!_read.Contains(node.Index))
            {
                Node below = nodes[i + 1];
                report.At(node.Index, node.Layer.Title);
                report.Add(
                    Rules.UnreadLayer,
                    $"nothing reads what it gives, because {below.Mention}, reads {Text.Literal(below.From)} instead; remove it, or merge it below with "
                    + $"[Add({Text.Literal(node.Name)})] or [Concat({Text.Literal(node.Name)})]");
            }
        }
    }

    /// <summary>The name in a layer's <c>From</c>, or null where there is none.</summary>
    public string? FromOf(int attribute) =>
        _declaration.Attributes[attribute].Arguments.FirstOrDefault(static argument => argument.Name == From)?.Value as string;

    private Node? Find(string name, string names, int attribute, IReadOnlyList<Node> nodes, Reporter report)
    {
        if (nodes.FirstOrDefault(node => node.Name == name) is { } found)
        {
            return found;
        }

        _isWhole = false;
        string written = Text.Literal(name);
        if (!_attributes.TryGetValue(name, out int place))
        {
            string? nearest = Nearest(name, nodes);
            report.Add(
                Rules.UnknownLayer,
                $"{names} {written}, and no layer has that name; "
                + (nearest is null ? "needed is the name of a layer above" : $"did you mean {Text.Literal(nearest)}?"),
                nearest is null ? [] : [new Fact(Fact.Suggestion, nearest), new Fact(Fact.Written, name)]);
        }
        else if (place == attribute)
        {
            report.Add(Rules.UnknownLayer, $"{names} {written}, which is this layer itself; needed is the name of a layer above");
        }
        else if (place > attribute)
        {
            string later = Reporter.Mentioned(Reporter.SubjectOf(place, _declaration.Attributes[place].Kind));
            report.Add(Rules.UnknownLayer, $"{names} {written}, {later}, which stands below; needed is the name of a layer above");
        }

        return null;
    }

    /// <summary>The name above that takes the fewest changes of a character to get to, if they are few.</summary>
    private static string? Nearest(string name, IReadOnlyList<Node> nodes)
    {
        (string Name, int Distance)[] near =
        [
            .. nodes.Select(node => (node.Name, Distance(name.ToLowerInvariant(), node.Name.ToLowerInvariant())))
                .Where(candidate => candidate.Item2 <= Math.Max(1, Math.Min(name.Length, candidate.Name.Length) / 3))
                .OrderBy(static candidate => candidate.Item2),
        ];
        return near.Length == 0 ? null : near[0].Name;
    }

    /// <summary>Levenshtein's distance.</summary>
    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int change = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
