namespace StaticNet.Importing.Matching;

/// <summary>Pairs the layers of a file that describes all of them with those declared: one by one, from first to last.</summary>
internal static class ChainMatching
{
    /// <summary>What does nothing when predicting, or nothing to weights.</summary>
    private static readonly string[] _passed = ["Input", "Dropout", "AlphaDropout", "GaussianDropout", "GaussianNoise", "Flatten"];

    /// <exception cref="InvalidDataException">The chains differ; the message says where.</exception>
    public static IReadOnlyList<LayerPair> Match(Network network, ForeignNetwork foreign, IReadOnlyList<DeclaredLayer> declared)
    {
        ForeignLayer[] theirs = [.. foreign.Layers.Where(static layer => !_passed.Contains(layer.Kind))];
        DeclaredLayer[] ours = [.. declared.Where(static layer => !_passed.Contains(layer.Kind))];
        CheckInput(network, foreign);
        for (int i = 0; i < Math.Max(theirs.Length, ours.Length); i++)
        {
            string found = i < theirs.Length ? $"{theirs[i].Kind} '{theirs[i].Name}'" : "nothing more";
            string expected = i < ours.Length ? $"{ours[i].Kind} '{ours[i].Name}'" : "nothing more";
            if (i >= theirs.Length || i >= ours.Length || theirs[i].Kind != ours[i].Kind)
            {
                throw new InvalidDataException(
                    $"'{foreign.Source}' holds another network than {network.Layout.Name} declares: "
                    + $"after {(i == 0 ? "the input" : $"{ours[i - 1].Kind} '{ours[i - 1].Name}'")} expected {expected}, found {found}. "
                    + $"The file has {string.Join(", ", theirs.Select(static layer => layer.Kind))}; "
                    + $"declared are {string.Join(", ", ours.Select(static layer => layer.Kind))}.");
            }
        }

        return [.. theirs.Zip(ours, static (their, our) => new LayerPair(their, our))];
    }

    private static void CheckInput(Network network, ForeignNetwork foreign)
    {
        long size = foreign.InputShape.Aggregate(1L, static (product, axis) => product * axis);
        if (foreign.InputShape.Length > 0 && size != network.Layout.InputSize)
        {
            throw new InvalidDataException(
                $"'{foreign.Source}' takes samples of shape [{string.Join(", ", foreign.InputShape)}]; "
                + $"{network.Layout.Name} declares [{string.Join(", ", network.Layout.InputShape)}].");
        }
    }
}
