using StaticNet.Importing.Hdf5;

namespace StaticNet.Importing.Keras;

/// <summary>Reads a file of weights alone: what its layers are is told by the names of groups or of weights.</summary>
internal static class KerasWeightFile
{
    /// <exception cref="InvalidDataException">The file holds no weights of Keras, or of layers that StaticNet does not have.</exception>
    public static ForeignNetwork Read(Hdf5Group root, string source)
    {
        if (KerasVariables.Find(root) is { } variables)
        {
            return new ForeignNetwork(source, [], ReadNumbered(variables, source)) { IsComplete = false };
        }

        if (KerasNamedWeights.LayerNames(root) is { } names)
        {
            return new ForeignNetwork(source, [], ReadNamed(new KerasNamedWeights(root, source), names, source)) { IsComplete = false };
        }

        throw new InvalidDataException(
            $"'{source}' is an HDF5 file, but none that Keras saved: expected a group 'layers' or an attribute 'model_config' or 'layer_names', "
            + $"found {string.Join(", ", root.Names.Take(10).Select(static name => $"'{name}'"))}.");
    }

    /// <summary>Groups by class and number: <c>dense</c>, <c>dense_1</c>, <c>dense_10</c>.</summary>
    private static List<ForeignLayer> ReadNumbered(KerasVariables variables, string source)
    {
        var layers = new List<ForeignLayer>();
        foreach (string name in variables.Names.Order(NaturalOrder.Instance))
        {
            IReadOnlyList<ForeignTensor> tensors = variables.Take(name);
            if (tensors.Count > 0)
            {
                layers.Add(Layer(name, tensors, NumberedNames(name, tensors.Count), source));
            }
        }

        return variables.Rest() is { Count: > 0 } rest
            ? throw new InvalidDataException(
                $"'{source}' holds weights inside of other layers, which cannot be told apart without the model: {string.Join(", ", rest)}.")
            : layers;
    }

    private static List<ForeignLayer> ReadNamed(KerasNamedWeights weights, IReadOnlyList<string> names, string source)
    {
        var layers = new List<ForeignLayer>();
        foreach (string name in names)
        {
            IReadOnlyList<ForeignTensor> tensors = weights.Take(name);
            if (tensors.Count > 0)
            {
                layers.Add(Layer(name, tensors, [.. tensors.Select(static tensor => KerasBinding.NameOf(tensor.Name))], source));
            }
        }

        return layers;
    }

    private static ForeignLayer Layer(string name, IReadOnlyList<ForeignTensor> tensors, string[] names, string source)
    {
        ForeignTensor[] renamed = [.. tensors.Select((tensor, i) => tensor with { Name = i < names.Length ? names[i] : tensor.Name })];
        string kind = LayerKind.Of(renamed)
            ?? throw new InvalidDataException(
                $"'{source}', '{name}': StaticNet has no layer with weights of the shapes "
                + $"{string.Join(", ", renamed.Select(static tensor => $"{tensor.Name} [{string.Join(", ", tensor.Shape)}]"))}.");
        ForeignTensor[] own = kind switch
        {
            "Standardize" => KerasBinding.Standardize(renamed),
            "PRelu" => [renamed[0] with { Shape = [renamed[0].Values.Length] }],
            _ => renamed,
        };
        return new ForeignLayer(kind, name, new Dictionary<string, object>(), own);
    }

    /// <summary>
    /// The names of numbered weights, by the class that the group is named after. Where one of γ and β is missing, a file without the model
    /// does not say which.
    /// </summary>
    private static string[] NumberedNames(string group, int count)
    {
        int end = group.Length;
        while (end > 0 && char.IsAsciiDigit(group[end - 1]))
        {
            end--;
        }

        string name = end > 1 && end < group.Length && group[end - 1] == '_' ? group[..(end - 1)] : group;
        return (name, count) switch
        {
            ("dense", 1) => ["kernel"],
            ("dense", 2) => ["kernel", "bias"],
            ("batch_normalization", 4) => ["gamma", "beta", "moving_mean", "moving_variance"],
            ("batch_normalization", 3) => [ForeignTensorNames.GammaOrBeta, "moving_mean", "moving_variance"],
            ("batch_normalization", 2) => ["moving_mean", "moving_variance"],
            ("layer_normalization" or "group_normalization", 2) => ["gamma", "beta"],
            ("layer_normalization" or "group_normalization", 1) => [ForeignTensorNames.GammaOrBeta],
            ("rms_normalization", 1) => ["gamma"],
            ("p_re_lu", 1) => ["slope"],
            ("normalization", 2) => ["mean", "variance"],
            ("normalization", 3) => ["mean", "variance", "count"],
            _ => [],
        };
    }
}
