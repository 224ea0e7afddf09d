namespace StaticNet.Importing.Matching;

/// <summary>A layer of a declared network, as far as files have to agree with it.</summary>
/// <param name="Name">Its name, such as <c>dense1</c>.</param>
/// <param name="Kind">Name of its attribute.</param>
/// <param name="InputShape">Shape of a sample that it reads.</param>
/// <param name="Settings">Its arguments that affect prediction; empty if they are not known.</param>
/// <param name="Tensors">Its parameters and statistics.</param>
/// <param name="Image">Height, width and channels of the image that its input is, flattened; null if it is none.</param>
internal sealed record DeclaredLayer(
    string Name,
    string Kind,
    int[] InputShape,
    IReadOnlyDictionary<string, object> Settings,
    IReadOnlyList<ParameterView> Tensors,
    int[]? Image)
{
    /// <summary>What <c>[TargetStandardize]</c> puts behind the last layer, which has no attribute of a layer.</summary>
    private const string TargetScaling = "TargetStandardize";

    /// <summary>The layers of a network, with the input first.</summary>
    public static IReadOnlyList<DeclaredLayer> Of(Network network)
    {
        LayerSummary[] summaries = network.Layout.Layers;
        LayerAttribute[] attributes = Attributes(network, summaries);
        ILookup<string, ParameterView> tensors = network.Parameters.Concat(network.Statistics)
            .ToLookup(static view => view.Name[..view.Name.LastIndexOf('.')], StringComparer.Ordinal);
        var layers = new List<DeclaredLayer>();
        var outputs = new Dictionary<string, (int[] Shape, int[]? Image)>(StringComparer.Ordinal);
        string above = "";
        for (int i = 0; i < summaries.Length; i++)
        {
            LayerSummary summary = summaries[i];
            LayerAttribute? attribute = i < attributes.Length ? attributes[i] : null;
            string kind = KindOf(summary);
            (int[] shape, int[]? image) = i == 0
                ? (network.Layout.InputShape, null)
                : outputs.GetValueOrDefault(attribute?.From ?? above, outputs[above]);
            layers.Add(new DeclaredLayer(
                summary.Name,
                kind,
                shape,
                attribute is null ? new Dictionary<string, object>() : LayerSettings.Of(attribute, shape.Length),
                [.. tensors[summary.Name]],
                image));
            outputs[summary.Name] = (summary.OutputShape, kind switch
            {
                "Flatten" when shape.Length == 3 => shape,
                "Dense" or "Concat" => null,
                _ => image,
            });
            above = summary.Name;
        }

        return layers;
    }

    /// <summary>What a tensor is called in its layer: <c>kernel</c> of <c>dense1.kernel</c>.</summary>
    public static string Suffix(ParameterView view) => view.Name[(view.Name.LastIndexOf('.') + 1)..];

    /// <summary>Whether a summary begins with the layers' kind, which may be followed by arguments.</summary>
    private static string KindOf(LayerSummary summary) => summary.Kind.Split(' ')[0];

    /// <summary>The attributes that the network was declared by; none if they do not agree with its layers.</summary>
    private static LayerAttribute[] Attributes(Network network, LayerSummary[] summaries)
    {
        LayerAttribute[] attributes = [.. network.GetType().GetCustomAttributes(typeof(LayerAttribute), inherit: false).Cast<LayerAttribute>()];
        int layers = summaries.Count(static summary => KindOf(summary) != TargetScaling);
        bool agree = attributes.Length == layers
            && attributes.Zip(summaries, static (attribute, summary) => $"{KindOf(summary)}Attribute" == attribute.GetType().Name.Split('`')[0])
                .All(static same => same);
        return agree ? attributes : [];
    }
}
