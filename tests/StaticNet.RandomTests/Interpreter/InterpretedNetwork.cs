namespace StaticNet.RandomTests.Interpreter;

/// <summary>Layers, each after those that it reads, and their loss, run as the formulas say.</summary>
internal sealed class InterpretedNetwork
{
    private readonly Layer[] _layers;
    private readonly int[][] _inputs;
    private readonly LossFunction _loss;
    private readonly bool _lossTakesLogits;

    /// <param name="layers">The layers, the input not counted.</param>
    /// <param name="inputs">The places of what each layer reads; −1 is the input.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="lossTakesLogits">Whether the loss includes the last layer: cross-entropy does softmax, the binary one sigmoid.</param>
    public InterpretedNetwork(Layer[] layers, int[][] inputs, LossFunction loss, bool lossTakesLogits)
    {
        _layers = layers;
        _inputs = inputs;
        _loss = loss;
        _lossTakesLogits = lossTakesLogits;
        bool isAtInput = true;
        for (int i = 0; i < layers.Length; i++)
        {
            isAtInput &= inputs[i] is [var above] && above == i - 1 && inputs.Count(others => others.Contains(above)) == 1;
            layers[i].IsAtInput = isAtInput;
            isAtInput &= layers[i].IsAffine || layers[i] is NoiseLayer or FlattenLayer;
        }

        Parameters = [.. layers.SelectMany(static layer => layer.Parameters)];
        Statistics = [.. layers.SelectMany(static layer => layer.Statistics)];
    }

    public IReadOnlyList<Layer> Layers => _layers;

    public IReadOnlyList<Parameter> Parameters { get; }

    public IReadOnlyList<Parameter> Statistics { get; }

    public IEnumerable<KinkedValues> Kinks => _layers.Select(static layer => layer.Kinks).Append(_loss.Kinks).OfType<KinkedValues>();

    public LossKind Loss => _loss.Kind;

    /// <summary>The way back from standardised targets, the last layer; null where targets stay as they are.</summary>
    public TargetStandardizeLayer? Targets => _layers.Length == 0 ? null : _layers[^1] as TargetStandardizeLayer;

    public Batch Forward(Batch x, Pass pass) => Run(x, (layer, inputs) => layer.Forward(inputs, pass))[^1];

    public Batch Backward(Batch dy, Pass pass) => Backward(dy, _layers.Length, pass);

    /// <summary>What the loss takes: the output, or the logits before a last layer that the loss includes.</summary>
    public Batch ForwardToLoss(Batch x, Pass pass) =>
        BodyLength == 0 ? x : Run(x, (layer, inputs) => layer == _layers[^1] && _lossTakesLogits ? inputs[0] : layer.Forward(inputs, pass))[BodyLength - 1];

    /// <summary>What each layer gives, one after the other.</summary>
    /// <param name="x">The input.</param>
    /// <param name="step">Runs a layer on its inputs.</param>
    public Batch[] Run(Batch x, Func<Layer, Batch[], Batch> step)
    {
        var values = new Batch[_layers.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = step(_layers[i], Array.ConvertAll(_inputs[i], place => place < 0 ? x : values[place]));
        }

        return values;
    }

    /// <summary>The place of what a layer reads first; −1 is the input.</summary>
    public int Source(int place) => _inputs[place][0];

    /// <summary>The loss of <paramref name="targets"/>.</summary>
    public double Evaluate(Batch x, double[] targets, Pass pass) =>
        _loss.Evaluate(ForwardToLoss(x, pass), Targets?.Standardized(targets, pass) ?? targets, pass, out _);

    /// <summary>The loss of <paramref name="targets"/> and all gradients.</summary>
    public double Step(Batch x, double[] targets, Pass pass, out Batch inputGradient)
    {
        double loss = _loss.Evaluate(ForwardToLoss(x, pass), Targets?.Standardized(targets, pass) ?? targets, pass, out Batch gradient);
        inputGradient = Backward(gradient, BodyLength, pass);
        return loss;
    }

    /// <summary>Puts statistics back to where they were before a pass moved them.</summary>
    public void Restore(double[][] statistics)
    {
        foreach ((Parameter statistic, double[] values) in Statistics.Zip(statistics))
        {
            statistic.Values = values;
        }
    }

    private int BodyLength => _lossTakesLogits ? _layers.Length - 1 : _layers.Length;

    /// <summary>Gradients of the first layers. What several layers read has the sum of theirs, the last one's first.</summary>
    private Batch Backward(Batch dy, int layers, Pass pass)
    {
        // The input's stands first.
        var gradients = new Batch?[layers + 1];
        gradients[layers] = dy;
        for (int i = layers - 1; i >= 0; i--)
        {
            Batch[] shares = _layers[i].BackwardAll(gradients[i + 1]!, pass);
            for (int input = shares.Length - 1; input >= 0; input--)
            {
                ref Batch? sum = ref gradients[_inputs[i][input] + 1];
                sum = sum is null ? shares[input] : AddLayer.Sum(sum, shares[input], pass);
            }
        }

        return gradients[0]!;
    }
}
