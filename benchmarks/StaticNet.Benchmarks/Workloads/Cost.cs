namespace StaticNet.Benchmarks;

/// <summary>The arithmetic that a network cannot do without, in floating-point operations: two for each multiply-add of its dense layers.</summary>
internal static class Cost
{
    /// <summary>One prediction of <paramref name="rows"/> samples.</summary>
    public static double OfPrediction(NetworkLayout layout, int rows) => 2.0 * rows * DenseMultiplyAdds(layout).Sum();

    /// <summary>One training step: forward and the gradients of weights and inputs, the first layer's input apart.</summary>
    public static double OfStep(NetworkLayout layout, int batch)
    {
        long[] layers = [.. DenseMultiplyAdds(layout)];
        return 2.0 * batch * ((3 * layers.Sum()) - layers[0]);
    }

    /// <summary>Bytes of the weights that one prediction reads: kernels and a bias a layer, everything else folded.</summary>
    public static double WeightBytes(NetworkLayout layout) =>
        sizeof(float) * (double)layout.Layers.Where(IsDense).Sum(static layer => layer.MultiplyAdds + layer.OutputShape[^1]);

    /// <summary>
    /// Bytes of a training step's products, each operand counted once a product: x, W and y forward; x, dy and W (read and written) for the
    /// weights; dy, W and dx for the inputs, the first layer's apart.
    /// </summary>
    public static double StepBytes(NetworkLayout layout, int batch)
    {
        double floats = 0;
        double inputs = layout.InputSize;
        foreach (LayerSummary dense in layout.Layers.Where(IsDense))
        {
            double outputs = dense.OutputShape[^1];
            (double x, double w, double y) = (batch * inputs, inputs * outputs, batch * outputs);
            floats += x + w + y + (x + y + (2 * w)) + (floats > 0 ? y + w + x : 0);
            inputs = outputs;
        }

        return sizeof(float) * floats;
    }

    private static IEnumerable<long> DenseMultiplyAdds(NetworkLayout layout) => layout.Layers.Where(IsDense).Select(static layer => layer.MultiplyAdds);

    private static bool IsDense(LayerSummary layer) => layer.Kind.StartsWith("Dense", StringComparison.Ordinal);
}
