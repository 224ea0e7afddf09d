namespace StaticNet.Importing.Matching;

/// <summary>
/// Pairs layers of a file of weights alone with those declared: by the names given, the others by the names and shapes of their weights, and
/// among equals by order.
/// </summary>
internal static class WeightMatching
{
    /// <exception cref="InvalidDataException">Layers are left over on either side, or it is not clear which is which.</exception>
    public static IReadOnlyList<LayerPair> Match(
        Network network, ForeignNetwork foreign, IReadOnlyList<DeclaredLayer> declared, IReadOnlyDictionary<string, string> names)
    {
        var pairs = new List<LayerPair>();
        var theirs = foreign.Layers.Where(static layer => layer.Tensors.Count > 0).ToList();
        var ours = declared.Where(static layer => layer.Tensors.Count > 0).ToList();
        foreach ((string from, string to) in names)
        {
            ForeignLayer their = theirs.Find(layer => layer.Name == from)
                ?? throw new ArgumentException($"'{foreign.Source}' has no layer '{from}' with weights. It has: {Names(theirs)}.", nameof(names));
            DeclaredLayer our = ours.Find(layer => layer.Name == to)
                ?? throw new ArgumentException(
                    $"{network.Layout.Name} has no layer '{to}' with weights. It has: {string.Join(", ", ours.Select(static layer => layer.Name))}.",
                    nameof(names));
            theirs.Remove(their);
            ours.Remove(our);
            pairs.Add(new LayerPair(their, our));
        }

        // Layers with weights of the same names and shapes.
        foreach (IGrouping<string, DeclaredLayer> alike in ours.GroupBy(Signature).ToArray())
        {
            DeclaredLayer[] group = [.. alike];
            ForeignLayer[] candidates = [.. theirs.Where(layer => LayerPair.Fits(group[0], layer))];
            if (candidates.Length != group.Length)
            {
                continue;
            }

            // Names that are the network's own tell more than any order.
            if (group.All(our => Array.Exists(candidates, their => their.Name == our.Name)))
            {
                candidates = [.. group.Select(our => candidates.First(their => their.Name == our.Name))];
            }
            else if (!foreign.IsOrdered && candidates.Select(static layer => NaturalOrder.Stem(layer.Name)).Distinct().Count() > 1)
            {
                throw new InvalidDataException(
                    $"'{foreign.Source}' is sorted by name, so it does not say which of {Names(candidates)}, alike in shape, is which of "
                    + $"{string.Join(", ", group.Select(static layer => layer.Name))}. Say so by the names of both.");
            }

            pairs.AddRange(candidates.Zip(group, static (their, our) => new LayerPair(their, our)));
            theirs.RemoveAll(candidates.Contains);
            ours.RemoveAll(group.Contains);
        }

        return theirs.Count + ours.Count == 0
            ? pairs
            : throw new InvalidDataException(
                $"'{foreign.Source}' does not fit {network.Layout.Name}. In the file and not in the network: "
                + $"{List(theirs.SelectMany(static layer => layer.Tensors.Select(tensor => $"{layer.Name} {tensor.Name} {Format(tensor.Shape)}")))}. "
                + "In the network and not in the file: "
                + $"{List(ours.SelectMany(static layer => layer.Tensors.Select(static view => $"{view.Name} {Format(view.Shape)}")))}.");
    }

    private static string Signature(DeclaredLayer layer) =>
        string.Join(';', layer.Tensors.Select(static view => $"{DeclaredLayer.Suffix(view)} {Format(view.Shape)}"));

    private static string Names(IEnumerable<ForeignLayer> layers) => string.Join(", ", layers.Select(static layer => $"'{layer.Name}'"));

    private static string List(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? list : "nothing";

    private static string Format(ReadOnlySpan<int> shape) => $"[{string.Join(", ", shape.ToArray())}]";
}
