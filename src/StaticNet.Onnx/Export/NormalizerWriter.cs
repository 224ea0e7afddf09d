namespace StaticNet.Onnx.Export;

/// <summary>Writes normalisers of the input, fixed functions among them, and the way back from standardised targets.</summary>
internal sealed class NormalizerWriter(Network network, GraphBuilder graph)
{
    public string Write(PlacedLayer layer, string x) => layer.Attribute switch
    {
        RescaleAttribute rescale => Rescale(layer, rescale, x),
        LogAttribute log => Selected(layer, log, x, Logarithm(layer, log, x)),
        ClipAttribute clip => Selected(layer, clip, x, Clipped(layer, clip, x)),
        WhitenAttribute => Whiten(layer, x),
        TargetStandardizeAttribute => Restored(layer, x),
        _ => Scaled(layer, x, layer.Name),
    };

    private string Rescale(PlacedLayer layer, RescaleAttribute rescale, string x)
    {
        string product = rescale.Offset == 0 ? layer.Name : layer.Name + "/product";
        string scaled = graph.Add("Mul", product, layer.OutputShape, [x, graph.Scalar(layer.Name + ".scale", rescale.Scale)]);
        return rescale.Offset == 0
            ? scaled
            : graph.Add("Add", layer.Name, layer.OutputShape, [scaled, graph.Scalar(layer.Name + ".offset", rescale.Offset)]);
    }

    private string Logarithm(PlacedLayer layer, LogAttribute log, string x)
    {
        string shifted = log.Offset == 0
            ? x
            : graph.Add("Add", layer.Name + "/shifted", layer.OutputShape, [x, graph.Scalar(layer.Name + ".offset", log.Offset)]);
        return graph.Add("Log", layer.Name + "/log", layer.OutputShape, [shifted]);
    }

    private string Clipped(PlacedLayer layer, ClipAttribute clip, string x) => graph.Add(
        "Clip",
        layer.Name + "/clip",
        layer.OutputShape,
        [x, graph.Scalar(layer.Name + ".min", clip.Min), graph.Scalar(layer.Name + ".max", clip.Max)]);

    /// <summary>The function's value in the columns it is for, the input in the others.</summary>
    private string Selected(PlacedLayer layer, NormalizerAttribute attribute, string x, string value)
    {
        int columns = layer.InputShape[^1];
        bool[] chosen = [.. Enumerable.Range(0, columns).Select(column => attribute.Columns?.Contains(column)
            ?? (column >= attribute.FirstColumn && column <= attribute.LastColumn))];
        return Array.TrueForAll(chosen, static isChosen => isChosen)
            ? value
            : graph.Add("Where", layer.Name, layer.OutputShape, [graph.Mask(layer.Name + ".columns", chosen), value, x]);
    }

    private string Whiten(PlacedLayer layer, string x)
    {
        ParameterView matrix = network.Statistics[layer.Name + ".matrix"];
        string weights = graph.Constant(layer.Name + ".matrix", matrix.ToArray(), matrix.Shape[0], matrix.Shape[1]);
        return graph.Add("MatMul", layer.Name, layer.OutputShape, [Scaled(layer, x, layer.Name + "/scaled"), weights]);
    }

    /// <summary><c>x/scale + center</c>, as a product and a sum, which what reads ONNX can fold.</summary>
    private string Restored(PlacedLayer layer, string x)
    {
        float[] Statistic(string suffix) => network.Statistics[$"{layer.Name}.{suffix}"].ToArray();

        float[] deviation = Array.ConvertAll(Statistic("scale"), static scale => 1 / scale);
        float[] mean = [.. Statistic("center").Zip(Statistic("center_low"), static (high, low) => high + low)];
        string scaled = graph.Add(
            "Mul", layer.Name + "/scaled", layer.InputShape, [x, graph.Constant(layer.Name + ".deviation", deviation, deviation.Length)]);
        return graph.Add("Add", layer.Name, layer.OutputShape, [scaled, graph.Constant(layer.Name + ".mean", mean, mean.Length)]);
    }

    /// <summary><c>(x − center)·scale</c>, the centre in two floats.</summary>
    private string Scaled(PlacedLayer layer, string x, string name)
    {
        string Constant(string suffix)
        {
            ParameterView statistic = network.Statistics[$"{layer.Name}.{suffix}"];
            return graph.Constant($"{layer.Name}.{suffix}", statistic.ToArray(), statistic.Count);
        }

        string centered = graph.Add("Sub", layer.Name + "/centered", layer.InputShape, [x, Constant("center")]);
        if (network.Statistics[layer.Name + ".center_low"].ToArray().Any(static value => value != 0))
        {
            centered = graph.Add("Sub", layer.Name + "/centered", layer.InputShape, [centered, Constant("center_low")]);
        }

        return graph.Add("Mul", name, layer.InputShape, [centered, Constant("scale")]);
    }
}
