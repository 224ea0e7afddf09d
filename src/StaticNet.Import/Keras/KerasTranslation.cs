namespace StaticNet.Importing.Keras;

/// <summary>What a Keras layer is in StaticNet's terms.</summary>
/// <param name="Layers">Layers without tensors: none where it does nothing, two where an activation is inside; weights belong to the first.</param>
/// <param name="Weights">Names of its weights in Keras' order, as StaticNet calls them.</param>
internal sealed record KerasTranslation(IReadOnlyList<ForeignLayer> Layers, IReadOnlyList<string> Weights)
{
    /// <summary>Does nothing.</summary>
    public static KerasTranslation Nothing { get; } = new([], []);

    /// <summary>A layer without weights.</summary>
    public static KerasTranslation Of(string kind, string name, params ReadOnlySpan<(string Name, object Value)> settings) =>
        WithWeights(kind, name, [], settings);

    /// <summary>A layer with weights.</summary>
    public static KerasTranslation WithWeights(
        string kind, string name, IReadOnlyList<string> weights, params ReadOnlySpan<(string Name, object Value)> settings)
    {
        var arguments = new Dictionary<string, object>();
        foreach ((string setting, object value) in settings)
        {
            arguments.Add(setting, value);
        }

        return new KerasTranslation([new ForeignLayer(kind, name, arguments, [])], weights);
    }
}
