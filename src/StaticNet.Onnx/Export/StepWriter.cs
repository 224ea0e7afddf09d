namespace StaticNet.Onnx.Export;

/// <summary>Writes a step as nodes.</summary>
/// <param name="network">The network the step is of.</param>
/// <param name="graph">Takes the nodes.</param>
internal sealed class StepWriter(Network network, GraphBuilder graph)
{
    /// <summary>Writes a step and returns the name of its value.</summary>
    public string Write(Step step, string[] inputs) => step switch
    {
        AffineStep affine => Affine(affine, inputs[0]),
        ProductStep product => Folded(product, inputs[0]),
        FlattenStep => graph.Add("Flatten", step.Name, step.Shape, inputs, GraphBuilder.Integer("axis", 1)),
        LayerStep layer => Layer(layer.Layer, inputs),
        _ => throw new NotSupportedException($"{step.GetType().Name} is no step that can be written."),
    };

    private string Layer(PlacedLayer layer, string[] inputs)
    {
        string x = inputs[0];
        switch (layer.Attribute)
        {
            case DenseAttribute dense:
                ParameterView kernel = network.Parameters[layer.Name + ".kernel"];
                return Product(
                    layer.Name, x, layer.OutputShape, kernel.ToArray(), kernel.Shape.ToArray(), dense.Bias ? Parameter(layer, "bias") : null);
            case FlattenAttribute:
                return graph.Add("Flatten", layer.Name, layer.OutputShape, inputs, GraphBuilder.Integer("axis", 1));
            case DropoutAttribute dropout:
                return graph.Add("Dropout", layer.Name, layer.OutputShape, [x, graph.Scalar(layer.Name + ".ratio", dropout.Rate)]);
            case AlphaDropoutAttribute or GaussianDropoutAttribute or GaussianNoiseAttribute:
                return x;
            case AddAttribute:
                return Sum(layer, inputs);
            case ConcatAttribute:
                return graph.Add("Concat", layer.Name, layer.OutputShape, inputs, GraphBuilder.Integer("axis", -1));
            case BatchNormAttribute or LayerNormAttribute or RMSNormAttribute or GroupNormAttribute:
                return new NormWriter(network, graph).Write(layer, x);
            case NormalizerAttribute or RescaleAttribute or TargetStandardizeAttribute:
                return new NormalizerWriter(network, graph).Write(layer, x);
            default:
                return ActivationWriter.Write(network, graph, layer, x)
                    ?? throw new NotSupportedException(
                        $"Layer '{layer.Name}', {layer.Attribute.GetType().Name}, cannot be written to ONNX: there is no operator for it here.");
        }
    }

    private string Folded(ProductStep product, string x)
    {
        FoldedDense dense = product.Folded();
        (double[] kernel, double[] bias) = dense.Compute();
        return Product(product.Name, x, product.Shape, Rounded(kernel), [dense.Inputs, dense.Outputs], Rounded(bias));
    }

    private string Sum(PlacedLayer layer, string[] inputs)
    {
        string sum = inputs[0];
        for (int i = 1; i < inputs.Length; i++)
        {
            sum = graph.Add("Add", i == inputs.Length - 1 ? layer.Name : $"{layer.Name}/sum", layer.OutputShape, [sum, inputs[i]]);
        }

        return sum;
    }

    /// <summary>Not Gemm, whose kernel some runtimes expect the other way round.</summary>
    private string Product(string name, string x, int[] shape, float[] kernel, int[] kernelShape, float[]? bias)
    {
        string weights = graph.Constant(name + ".kernel", kernel, [.. kernelShape.Select(static axis => (long)axis)]);
        return bias is null
            ? graph.Add("MatMul", name, shape, [x, weights])
            : graph.Add(
                "Add",
                name,
                shape,
                [graph.Add("MatMul", name + "/product", shape, [x, weights]), graph.Constant(name + ".bias", bias, bias.Length)]);
    }

    /// <summary><c>(x − center)·scale + offset</c> without the parts that do nothing; the centre in two floats, so that large ones lose nothing.</summary>
    private string Affine(AffineStep step, string x)
    {
        FoldableTransform transform = step.Transform;
        long[] shape = [transform.Columns, .. Enumerable.Repeat(1L, step.Shape.Length - 1 - step.Axis)];
        double[] center = transform.Center.ToArray();
        float[] high = Rounded(center);
        float[] low = [.. center.Zip(high, static (value, high) => (float)(value - high))];
        string value = Apply("Sub", "center", high, 0, x);
        value = Apply("Sub", "center_low", low, 0, value);
        if (!step.OnlySubtracts)
        {
            value = Apply("Mul", "scale", Rounded(transform.Scale), 1, value);
            value = Apply("Add", "offset", Rounded(transform.Offset), 0, value);
        }

        return value == x ? graph.Add("Identity", step.Name, step.Shape, [x]) : value;

        string Apply(string op, string part, float[] values, float neutral, string before) =>
            Array.TrueForAll(values, value => value == neutral)
                ? before
                : graph.Add(op, $"{step.Name}/{part}", step.Shape, [before, graph.Constant($"{step.Name}.{part}", values, shape)]);
    }

    private float[] Parameter(PlacedLayer layer, string suffix) => network.Parameters[$"{layer.Name}.{suffix}"].ToArray();

    private static float[] Rounded(ReadOnlySpan<double> values) => Array.ConvertAll(values.ToArray(), static value => (float)value);
}
