using StaticNet.Importing.Keras;

namespace StaticNet.Importing;

/// <summary>
/// Makes layers of named tensors: <c>fc1.weight</c> and <c>fc1.bias</c> of PyTorch, <c>dense/kernel</c> of Keras, <c>dense1.kernel</c> as StaticNet
/// names them. What stands before the last dot or slash is the layer.
/// </summary>
internal static class StateDict
{
    /// <summary>The layers that have weights.</summary>
    /// <exception cref="InvalidDataException">A layer has tensors that none of StaticNet's has.</exception>
    public static ForeignNetwork ToNetwork(string source, IReadOnlyList<ForeignTensor> tensors, StateDictOptions options)
    {
        bool isOrdered = !IsSorted(tensors);
        var groups = new List<(string Name, List<ForeignTensor> Tensors)>();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (ForeignTensor tensor in tensors)
        {
            (string layer, string name) = Split(tensor.Name);
            if (!places.TryGetValue(layer, out int place))
            {
                places.Add(layer, place = groups.Count);
                groups.Add((layer, []));
            }

            groups[place].Tensors.Add(tensor with { Name = name });
        }

        ForeignLayer[] layers = [.. groups.Select(group => ToLayer(source, group.Name, group.Tensors, options))];
        if (!isOrdered)
        {
            layers = [.. layers.OrderBy(static layer => layer.Name, NaturalOrder.Instance)];
        }

        bool isPyTorch = tensors.Any(static tensor => Split(tensor.Name).Name is "weight" or "running_mean");
        return new ForeignNetwork(source, [], layers)
        {
            IsComplete = false,
            IsOrdered = isOrdered,
            ChannelsFirst = isPyTorch && options.ChannelsFirst,
        };
    }

    /// <summary>Whether the names of the numbers are sorted, as programs sort them that do not keep the order.</summary>
    private static bool IsSorted(IReadOnlyList<ForeignTensor> tensors)
    {
        ForeignTensor[] numbers = [.. tensors.Where(static tensor => !tensor.Name.EndsWith("num_batches_tracked", StringComparison.Ordinal))];
        for (int i = 1; i < numbers.Length; i++)
        {
            if (string.CompareOrdinal(numbers[i - 1].Name, numbers[i].Name) > 0)
            {
                return false;
            }
        }

        return true;
    }

    private static (string Layer, string Name) Split(string name)
    {
        int colon = name.LastIndexOf(':');
        string plain = colon > 0 && name[(colon + 1)..] == "0" ? name[..colon] : name;
        int end = plain.LastIndexOfAny(['.', '/']);
        return end < 0 ? ("", plain) : (plain[..end], plain[(end + 1)..]);
    }

    private static ForeignLayer ToLayer(string source, string name, List<ForeignTensor> tensors, StateDictOptions options)
    {
        ForeignTensor[] renamed = [.. tensors.Select(tensor => Rename(tensor, tensors))];
        string? kind = LayerKind.Of(renamed);
        if (kind is null || renamed.DistinctBy(static tensor => tensor.Name).Count() != renamed.Length)
        {
            throw new InvalidDataException(
                $"'{source}', '{name}': StaticNet has no layer with the weights "
                + $"{string.Join(", ", tensors.Select(static tensor => $"{tensor.Name} [{string.Join(", ", tensor.Shape)}]"))}"
                + (tensors.Exists(static tensor => tensor.Shape.Length > 2) ? ", such as those of a convolution." : "."));
        }

        return new ForeignLayer(
            kind, name, Settings(kind, renamed, options),
            Array.Exists(renamed, static tensor => tensor.Name == "variance") ? KerasBinding.Standardize(renamed) : renamed);
    }

    private static ForeignTensor Rename(ForeignTensor tensor, List<ForeignTensor> layer) => (tensor.Name, tensor.Shape.Length) switch
    {
        ("weight", 2) => Transposed(tensor),

        // A vector that multiplies alone: one slope for all, or a norm without a shift.
        ("weight", 1) when layer.Count == 1 && tensor.Values.Length == 1 => tensor with { Name = "slope" },
        ("weight", 1) => tensor with { Name = "gamma" },
        ("scale" or "alpha", 1) when layer.Count == 1 => tensor with { Name = KerasBinding.NameOf(tensor.Name) },
        ("bias", 1) when layer.Exists(static other => other.Name == "kernel" || other is { Name: "weight", Shape.Length: 2 }) => tensor,
        ("bias", 1) => tensor with { Name = "beta" },
        ("running_mean", 1) => tensor with { Name = "moving_mean" },
        ("running_var", 1) => tensor with { Name = "moving_variance" },
        ("num_batches_tracked", 0) => tensor with { Name = "batches", Shape = [1] },
        _ => tensor,
    };

    /// <summary>PyTorch's <c>[out, in]</c> as <c>[in, out]</c>.</summary>
    private static ForeignTensor Transposed(ForeignTensor tensor)
    {
        (int rows, int columns) = (tensor.Shape[0], tensor.Shape[1]);
        return tensor with { Name = "kernel", Shape = [columns, rows], Values = Matrix.Transpose(tensor.Values, rows, columns) };
    }

    private static Dictionary<string, object> Settings(string kind, ForeignTensor[] tensors, StateDictOptions options)
    {
        var settings = new Dictionary<string, object>();
        bool Has(string name) => Array.Exists(tensors, tensor => tensor.Name == name);
        switch (kind)
        {
            case "Dense":
                settings.Add("units", tensors.First(static tensor => tensor.Name == "kernel").Shape[1]);
                settings.Add("bias", Has("bias"));
                break;
            case "PRelu":
                settings.Add("shared", tensors[0].Values.Length == 1);
                break;
            case "BatchNorm":
                // What PyTorch averages by unless told otherwise; for further training alone.
                settings.Add("momentum", 0.9);
                settings.Add("RunningVariance", nameof(RunningVariance.Unbiased));
                goto case "LayerNorm";
            case "LayerNorm":
                settings.Add("epsilon", options.Epsilon);
                settings.Add("center", Has("beta"));
                settings.Add("scale", Has("gamma"));
                break;
            case "RMSNorm":
                settings.Add("epsilon", options.Epsilon);
                break;
        }

        return settings;
    }
}
