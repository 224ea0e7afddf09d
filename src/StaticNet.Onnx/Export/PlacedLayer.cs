namespace StaticNet.Onnx.Export;

/// <summary>A layer of a network: what was declared, and the shapes that flow in and out.</summary>
/// <param name="Attribute">The declaration: a layer, or <c>[TargetStandardize]</c>, whose way back to the targets' units comes last.</param>
/// <param name="Name">The layer's name.</param>
/// <param name="Inputs">Positions of the layers it reads.</param>
/// <param name="InputShape">Shape of a sample of the first of them.</param>
/// <param name="OutputShape">Shape of a sample it gives.</param>
internal sealed record PlacedLayer(Attribute Attribute, string Name, int[] Inputs, int[] InputShape, int[] OutputShape)
{
    /// <summary>The layers of a network in order, the input first.</summary>
    public static PlacedLayer[] Of(Network network)
    {
        LayerSummary[] summaries = network.Layout.Layers;
        Attribute[] attributes =
        [
            .. network.GetType().GetCustomAttributes(typeof(LayerAttribute), inherit: false).Cast<Attribute>(),
            .. network.GetType().GetCustomAttributes(typeof(TargetStandardizeAttribute), inherit: false).Cast<Attribute>(),
        ];
        if (attributes.Length != summaries.Length
            || attributes.Zip(summaries).Any(static pair => !pair.Second.Kind.StartsWith(KindOf(pair.First), StringComparison.Ordinal)))
        {
            throw new NotSupportedException(
                $"{network.GetType().Name} does not carry the attributes it was compiled from, which say what its layers are. "
                + "Was the program trimmed without its attributes?");
        }

        int Place(string name) => Array.FindIndex(summaries, summary => summary.Name == name);

        return [.. attributes.Select((attribute, i) =>
        {
            int above = (attribute as LayerAttribute)?.From is { } from ? Place(from) : i - 1;
            int[] inputs = attribute switch
            {
                _ when i == 0 => [],
                AddAttribute add => [above, .. add.Layers.Select(Place)],
                ConcatAttribute concat => [above, .. concat.Layers.Select(Place)],
                _ => [above],
            };
            int[] input = i == 0 ? summaries[0].OutputShape : summaries[inputs[0]].OutputShape;
            return new PlacedLayer(attribute, summaries[i].Name, inputs, input, summaries[i].OutputShape);
        })];
    }

    private static string KindOf(Attribute attribute) => attribute.GetType().Name.Split('`')[0].Replace("Attribute", "", StringComparison.Ordinal);
}
