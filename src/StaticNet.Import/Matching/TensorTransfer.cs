namespace StaticNet.Importing.Matching;

/// <summary>Takes the values of paired layers, checks them, and puts them into StaticNet's order.</summary>
internal static class TensorTransfer
{
    /// <summary>The values of every tensor of the network under its name.</summary>
    /// <exception cref="InvalidDataException">Tensors are left over, shapes or settings differ, or values are impossible: all are listed.</exception>
    public static Dictionary<string, float[]> Values(Network network, ForeignNetwork foreign, IReadOnlyList<LayerPair> pairs)
    {
        var problems = new List<string>();
        var values = new Dictionary<string, float[]>(StringComparer.Ordinal);
        foreach (LayerPair pair in pairs)
        {
            problems.AddRange(pair.Differences(foreign.IsComplete));
            problems.AddRange(pair.Rest().Select(tensor =>
                $"'{pair.Foreign.Name}' has {tensor.Name} {Format(tensor.Shape)}, for which {pair.Declared.Name} has no place"));
            foreach (ParameterView view in pair.Declared.Tensors)
            {
                if (Take(pair, view, foreign.ChannelsFirst, problems) is { } taken)
                {
                    values[view.Name] = taken;
                }
            }
        }

        return problems.Count == 0
            ? values
            : throw new InvalidDataException($"'{foreign.Source}' does not fit {network.Layout.Name}: {string.Join("; ", problems)}.");
    }

    private static float[]? Take(LayerPair pair, ParameterView view, bool channelsFirst, List<string> problems)
    {
        if (pair.Find(view) is not { } tensor)
        {
            problems.Add($"'{pair.Foreign.Name}' has nothing for {view.Name} {Format(view.Shape)}");
            return null;
        }

        if (!tensor.Shape.AsSpan().SequenceEqual(view.Shape) || tensor.Values.Length != view.Count)
        {
            problems.Add($"{view.Name}: expected shape {Format(view.Shape)}, found {Format(tensor.Shape)} in '{pair.Foreign.Name}'");
            return null;
        }

        bool isVariance = DeclaredLayer.Suffix(view) == "moving_variance";
        int invalid = Array.FindIndex(tensor.Values, value => !float.IsFinite(value) || (isVariance && value < 0));
        if (invalid >= 0)
        {
            problems.Add(FormattableString.Invariant(
                $"{view.Name}: expected finite values{(isVariance ? ", none of them negative" : "")}, found {tensor.Values[invalid]} at {invalid}"));
            return null;
        }

        // Rows of the Dense after a Flatten, and vectors between the two, count the positions of the image.
        bool countsPositions = pair.Declared.Image is { } image && view.Shape[0] == image[0] * image[1] * image[2];
        return channelsFirst && countsPositions ? Matrix.ChannelsLast(tensor.Values, pair.Declared.Image) : tensor.Values;
    }

    private static string Format(ReadOnlySpan<int> shape) => $"[{string.Join(", ", shape.ToArray())}]";
}
