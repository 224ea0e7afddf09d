namespace StaticNet.Importing.Keras;

/// <summary>Gives a layer's weights StaticNet's names and layout.</summary>
internal static class KerasBinding
{
    /// <summary>What Keras added to a variance before it divided by its root.</summary>
    private const float SmallestDeviation = 1e-7f;

    /// <summary>The layers, the first of them with the tensors.</summary>
    /// <exception cref="InvalidDataException">There are other tensors than the layer should have.</exception>
    public static IReadOnlyList<ForeignLayer> Bind(KerasLayer layer, KerasTranslation translation, IReadOnlyList<ForeignTensor> tensors)
    {
        bool isNumbered = tensors.Count > 0 && tensors[0].Name == "0";
        string[] found = [.. tensors.Select((tensor, i) => isNumbered && i < translation.Weights.Count ? translation.Weights[i] : NameOf(tensor.Name))];
        if (found.Length != translation.Weights.Count || !translation.Weights.ToHashSet(StringComparer.Ordinal).SetEquals(found))
        {
            throw layer.Config.Refused(
                $"expected the weights {List(translation.Weights)}, found {List(tensors.Select(static tensor => $"{tensor.Name} {Format(tensor.Shape)}"))}");
        }

        if (translation.Layers.Count == 0)
        {
            return [];
        }

        ForeignLayer first = translation.Layers[0];
        ForeignTensor[] renamed = [.. tensors.Select((tensor, i) => tensor with { Name = found[i] }), .. first.Tensors];
        CheckRanks(layer, renamed);
        ForeignTensor[] own = first.Kind switch
        {
            "Standardize" => Standardize(renamed),
            "PRelu" => [.. renamed.Select(static slope => slope with { Shape = [slope.Values.Length] })],
            _ => renamed,
        };
        return [first with { Tensors = own }, .. translation.Layers.Skip(1)];
    }

    /// <summary>StaticNet's name of a weight of Keras.</summary>
    public static string NameOf(string name) => name switch
    {
        "alpha" => "slope",
        "scale" => "gamma",
        _ => name,
    };

    /// <summary>Mean and variance as StaticNet keeps them: a centre in two floats and a scale.</summary>
    public static ForeignTensor[] Standardize(IReadOnlyList<ForeignTensor> tensors)
    {
        ForeignTensor mean = tensors.First(static tensor => tensor.Name == "mean");
        ForeignTensor variance = tensors.First(static tensor => tensor.Name == "variance");
        int[] shape = [mean.Values.Length];
        return
        [
            mean with { Name = "center", Shape = shape },
            mean with { Name = "center_low", Shape = shape, Values = new float[mean.Values.Length] },
            variance with
            {
                Name = "scale",
                Shape = [variance.Values.Length],
                Values = [.. variance.Values.Select(static value => 1 / Math.Max(MathF.Sqrt(value), SmallestDeviation))],
            },
        ];
    }

    private static void CheckRanks(KerasLayer layer, ForeignTensor[] tensors)
    {
        foreach (ForeignTensor tensor in tensors)
        {
            bool isExpected = tensor.Name switch
            {
                "kernel" => tensor.Shape.Length == 2,
                "slope" or "mean" or "variance" or "count" => true,
                _ => tensor.Shape.Length == 1,
            };
            if (!isExpected)
            {
                throw layer.Config.Refused($"its {tensor.Name} has the shape {Format(tensor.Shape)}, which is not what StaticNet's layer has");
            }
        }
    }

    private static string Format(int[] shape) => $"[{string.Join(", ", shape)}]";

    private static string List(IEnumerable<string> names) => string.Join(", ", names) is { Length: > 0 } list ? list : "none";
}
