namespace StaticNet.Importing.Keras;

/// <summary>The layers of a Keras model in the order in which they compute: of a <c>Sequential</c>, or of a <c>Functional</c> that is a chain.</summary>
/// <param name="InputShape">Shape of a sample; null if the file does not say.</param>
/// <param name="Layers">The layers, without those that stand for the input.</param>
internal sealed record KerasModel(int[]? InputShape, IReadOnlyList<KerasLayer> Layers)
{
    /// <exception cref="InvalidDataException">The description is damaged, or its layers are no chain.</exception>
    public static KerasModel Parse(JsonArguments json)
    {
        string className = json.Text("class_name") ?? throw json.Refused("expected a class_name, found none");
        if (className is not ("Sequential" or "Functional" or "Model"))
        {
            throw json.Refused(
                $"expected a Sequential or a Functional model, found a {className}, whose layers only its own code knows. "
                + "Save its weights alone and import them into a declared network");
        }

        // The first versions of Keras 2 wrote the layers of a Sequential without an object around them.
        JsonArguments? config = json.Object("config");
        IReadOnlyList<JsonArguments> objects = config?.Objects("layers") ?? json.Objects("config")
            ?? throw json.Refused("expected a list of layers, found none");
        int[]? shape = config is { } outer ? SampleShape(outer, "build_input_shape") : null;
        var layers = new List<(KerasLayer Layer, IReadOnlyList<string> Inputs)>();
        foreach (JsonArguments item in objects)
        {
            KerasLayer layer = ParseLayer(item);
            layers.Add((layer, KerasInputs.Of(item)));
            if (layers.Count == 1)
            {
                shape = SampleShape(layer.Config, "batch_shape") ?? SampleShape(layer.Config, "batch_input_shape")
                    ?? (item.Object("build_config") is { } build ? SampleShape(build, "input_shape") : null) ?? shape;
            }
        }

        KerasLayer[] chain = className == "Sequential" ? [.. layers.Select(static layer => layer.Layer)] : Chain(json, layers);
        return new KerasModel(shape, [.. chain.Where(static layer => layer.ClassName != "InputLayer")]);
    }

    private static KerasLayer ParseLayer(JsonArguments item)
    {
        string className = item.Text("class_name") ?? throw item.Refused("a layer has no class_name");
        JsonArguments config = item.Object("config") ?? throw item.Refused($"a {className} has no config");
        string name = config.Text("name") ?? item.Text("name") ?? className;
        return new KerasLayer(className, name, config.Called($"layer '{name}' ({className})"));
    }

    /// <summary>The shape without the batch; null if it is not given or not fixed.</summary>
    private static int[]? SampleShape(JsonArguments json, string name)
    {
        if (json.Integers(name) is not { Length: > 1 } shape)
        {
            return null;
        }

        int[] sample = shape[1..];
        return sample.All(static length => length > 0) ? sample : null;
    }

    /// <summary>From the input, at each step the one layer that reads the one before.</summary>
    private static KerasLayer[] Chain(JsonArguments json, List<(KerasLayer Layer, IReadOnlyList<string> Inputs)> layers)
    {
        var readers = new Dictionary<string, KerasLayer>(StringComparer.Ordinal);
        KerasLayer? first = null;
        foreach ((KerasLayer layer, IReadOnlyList<string> inputs) in layers)
        {
            if (inputs.Count == 0)
            {
                first = first is null ? layer : throw Branches($"'{first.Name}' and '{layer.Name}' are both inputs");
                continue;
            }

            if (inputs.Count > 1 || !readers.TryAdd(inputs[0], layer))
            {
                throw Branches(inputs.Count > 1
                    ? $"'{layer.Name}' reads {string.Join(" and ", inputs.Select(static name => $"'{name}'"))}"
                    : $"'{inputs[0]}' is read by '{readers[inputs[0]].Name}' and by '{layer.Name}'");
            }
        }

        var chain = new List<KerasLayer>();
        for (KerasLayer? layer = first; layer is not null && chain.Count < layers.Count; layer = readers.GetValueOrDefault(layer.Name))
        {
            chain.Add(layer);
        }

        return chain.Count > 0 && chain.Count == layers.Count && !readers.ContainsKey(chain[^1].Name)
            ? [.. chain]
            : throw Branches($"only {chain.Count} of {layers.Count} follow each other");

        InvalidDataException Branches(string what) => json.Refused(
            $"expected layers that follow each other in one chain, found branches: {what}. "
            + "Save its weights alone and import them into a network that is declared with From, Add and Concat");
    }
}
