namespace StaticNet.Onnx.Export;

/// <summary>Writes BatchNorm and the norms of single samples.</summary>
internal sealed class NormWriter(Network network, GraphBuilder graph)
{
    public string Write(PlacedLayer layer, string x) => layer.Attribute switch
    {
        BatchNormAttribute norm => BatchNorm(layer, norm, x),
        LayerNormAttribute norm => LayerNorm(layer, norm, x),
        RMSNormAttribute norm => RootMeanSquare(layer, norm, x),
        GroupNormAttribute norm => GroupNorm(layer, norm, x),
        _ => throw new NotSupportedException($"{layer.Attribute.GetType().Name} is no norm."),
    };

    /// <summary>The operator wants channels right after the batch; other axes are brought there and back.</summary>
    private string BatchNorm(PlacedLayer layer, BatchNormAttribute norm, string x)
    {
        int[] shape = layer.InputShape;
        int axis = norm.Axis < 0 ? shape.Length + norm.Axis : norm.Axis - 1;
        int channels = shape[axis];
        int[] order = [axis, .. Enumerable.Range(0, shape.Length).Where(other => other != axis)];
        int[] back = [.. Enumerable.Range(0, shape.Length).Select(place => Array.IndexOf(order, place))];
        int[] moved = [.. order.Select(place => shape[place])];
        string first = axis == 0 ? x : graph.Add("Transpose", layer.Name + "/channels_first", moved, [x], Permutation(order));
        string normalized = graph.Add(
            "BatchNormalization",
            axis == 0 ? layer.Name : layer.Name + "/normalized",
            moved,
            [
                first, Vector(layer, "gamma", norm.Scale, channels, 1), Vector(layer, "beta", norm.Center, channels, 0),
                Statistic(layer, "moving_mean"), Statistic(layer, "moving_variance"),
            ],
            GraphBuilder.Number("epsilon", norm.Epsilon),
            GraphBuilder.Number("momentum", norm.Momentum));
        return axis == 0 ? normalized : graph.Add("Transpose", layer.Name, shape, [normalized], Permutation(back));
    }

    private string LayerNorm(PlacedLayer layer, LayerNormAttribute norm, string x)
    {
        int columns = layer.InputShape[^1];
        string gamma = Vector(layer, "gamma", norm.Scale, columns, 1);
        string[] inputs = norm.Center ? [x, gamma, Vector(layer, "beta", true, columns, 0)] : [x, gamma];
        return graph.Add(
            "LayerNormalization", layer.Name, layer.OutputShape, inputs, GraphBuilder.Integer("axis", -1), GraphBuilder.Number("epsilon", norm.Epsilon));
    }

    private string RootMeanSquare(PlacedLayer layer, RMSNormAttribute norm, string x)
    {
        int[] shape = layer.InputShape;
        string scaled = Divided(layer.Name, x, shape, x, [.. shape[..^1], 1], [-1], norm.Epsilon, norm.Scale ? layer.Name + "/normalized" : layer.Name);
        return norm.Scale
            ? graph.Add("Mul", layer.Name, shape, [scaled, Vector(layer, "gamma", true, shape[^1], 1)])
            : scaled;
    }

    /// <summary>The operator of that name has channels first, and one γ a group in its first version; so it is spelled out.</summary>
    private string GroupNorm(PlacedLayer layer, GroupNormAttribute norm, string x)
    {
        int[] shape = layer.InputShape;
        int columns = shape[^1];
        int groups = norm.Groups == -1 ? columns : norm.Groups;
        int positions = shape[..^1].Aggregate(1, static (product, axis) => product * axis);
        int[] grouped = [positions, groups, columns / groups];
        int[] reduced = [1, groups, 1];
        string name = layer.Name;
        string parts = graph.Add("Reshape", name + "/groups", grouped, [x, graph.Integers(name + ".groups", 0, positions, groups, columns / groups)]);
        string mean = graph.Add("ReduceMean", name + "/mean", reduced, [parts], GraphBuilder.List("axes", 1, 3), GraphBuilder.Integer("keepdims", 1));
        string centered = graph.Add("Sub", name + "/centered", grouped, [parts, mean]);
        string scaled = Divided(name, centered, grouped, centered, reduced, [1, 3], norm.Epsilon, name + "/scaled");
        long[] whole = [0, .. shape.Select(static axis => (long)axis)];
        string value = graph.Add("Reshape", name + "/normalized", shape, [scaled, graph.Integers(name + ".shape", whole)]);
        value = norm.Scale ? graph.Add("Mul", name + "/gamma", shape, [value, Vector(layer, "gamma", true, columns, 1)]) : value;
        return norm.Center ? graph.Add("Add", name + "/beta", shape, [value, Vector(layer, "beta", true, columns, 0)]) : value;
    }

    /// <summary><c>x/√(mean(v²) + ε)</c>.</summary>
    private string Divided(string name, string x, int[] shape, string v, int[] reduced, long[] axes, double epsilon, string result)
    {
        string square = graph.Add("Mul", name + "/square", shape, [v, v]);
        string mean = graph.Add(
            "ReduceMean", name + "/mean_square", reduced, [square], GraphBuilder.List("axes", axes), GraphBuilder.Integer("keepdims", 1));
        string sum = graph.Add("Add", name + "/variance", reduced, [mean, graph.Scalar(name + ".epsilon", epsilon)]);
        string deviation = graph.Add("Sqrt", name + "/deviation", reduced, [sum]);
        return graph.Add("Div", result, shape, [x, deviation]);
    }

    private static Schema.Attribute Permutation(int[] order) => GraphBuilder.List("perm", [0, .. order.Select(static axis => axis + 1L)]);

    private string Vector(PlacedLayer layer, string suffix, bool has, int length, float otherwise)
    {
        float[] values = has ? network.Parameters[$"{layer.Name}.{suffix}"].ToArray() : [.. Enumerable.Repeat(otherwise, length)];
        return graph.Constant($"{layer.Name}.{suffix}", values, values.Length);
    }

    private string Statistic(PlacedLayer layer, string suffix)
    {
        float[] values = network.Statistics[$"{layer.Name}.{suffix}"].ToArray();
        return graph.Constant($"{layer.Name}.{suffix}", values, values.Length);
    }
}
