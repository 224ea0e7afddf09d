namespace StaticNet.Benchmarks;

/// <summary>One prediction as one writes it without a library: plain loops over spans, BatchNorm folded by hand, random weights.</summary>
internal sealed class PlainNetwork : Work
{
    private readonly float[][] _weights;
    private readonly float[][] _values;

    /// <summary>A chain of dense layers with ReLU between them and softmax behind.</summary>
    /// <param name="sizes">Values between the layers, inputs and outputs included.</param>
    public PlainNetwork(params int[] sizes)
        : base("plain loops")
    {
        _weights = [.. Enumerable.Range(0, sizes.Length - 1).Select(layer => RandomValues.Array(sizes[layer] * sizes[layer + 1], layer))];
        _values = [.. sizes.Select(static size => RandomValues.Array(size))];
    }

    public override void Run(int calls)
    {
        for (int call = 0; call < calls; call++)
        {
            for (int layer = 0; layer < _weights.Length; layer++)
            {
                Dense(_values[layer], _weights[layer], _values[layer + 1], rectified: layer < _weights.Length - 1);
            }

            Softmax(_values[^1]);
        }
    }

    private static void Dense(ReadOnlySpan<float> x, ReadOnlySpan<float> weights, Span<float> y, bool rectified)
    {
        y.Clear();
        for (int input = 0; input < x.Length; input++)
        {
            ReadOnlySpan<float> row = weights.Slice(input * y.Length, y.Length);
            for (int output = 0; output < y.Length; output++)
            {
                y[output] += x[input] * row[output];
            }
        }

        for (int output = 0; rectified && output < y.Length; output++)
        {
            y[output] = y[output] < 0 ? 0 : y[output];
        }
    }

    private static void Softmax(Span<float> values)
    {
        float largest = values[0];
        foreach (float value in values)
        {
            largest = value > largest ? value : largest;
        }

        float sum = 0;
        foreach (ref float value in values)
        {
            value = MathF.Exp(value - largest);
            sum += value;
        }

        foreach (ref float value in values)
        {
            value /= sum;
        }
    }
}
