namespace StaticNet.RandomTests.Interpreter;

/// <summary>A chain of layers and its loss, run as the formulas say.</summary>
internal sealed class InterpretedNetwork
{
    private readonly Layer[] _layers;
    private readonly LossFunction _loss;
    private readonly bool _lossTakesLogits;

    /// <param name="layers">The layers, the input not counted.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="lossTakesLogits">Whether the loss includes the last layer: cross-entropy does softmax, the binary one sigmoid.</param>
    public InterpretedNetwork(Layer[] layers, LossFunction loss, bool lossTakesLogits)
    {
        _layers = layers;
        _loss = loss;
        _lossTakesLogits = lossTakesLogits;
        bool isAtInput = true;
        foreach (Layer layer in layers)
        {
            layer.IsAtInput = isAtInput;
            isAtInput &= layer.IsAffine || layer is DropoutLayer or FlattenLayer;
        }

        Parameters = [.. layers.SelectMany(static layer => layer.Parameters)];
        Statistics = [.. layers.SelectMany(static layer => layer.Statistics)];
    }

    public IReadOnlyList<Layer> Layers => _layers;

    public IReadOnlyList<Parameter> Parameters { get; }

    public IReadOnlyList<Parameter> Statistics { get; }

    public IEnumerable<KinkedValues> Kinks => _layers.Select(static layer => layer.Kinks).OfType<KinkedValues>();

    public LossKind Loss => _loss.Kind;

    public Batch Forward(Batch x, Pass pass) => _layers.Aggregate(x, (value, layer) => layer.Forward(value, pass));

    public Batch Backward(Batch dy, Pass pass) => Backward(_layers, dy, pass);

    /// <summary>What the loss takes: the output, or the logits before a last layer that the loss includes.</summary>
    public Batch ForwardToLoss(Batch x, Pass pass) => Body.Aggregate(x, (value, layer) => layer.Forward(value, pass));

    /// <summary>The loss of <paramref name="targets"/>.</summary>
    public double Evaluate(Batch x, double[] targets, Pass pass) => _loss.Evaluate(ForwardToLoss(x, pass), targets, pass, out _);

    /// <summary>The loss of <paramref name="targets"/> and all gradients.</summary>
    public double Step(Batch x, double[] targets, Pass pass, out Batch inputGradient)
    {
        double loss = _loss.Evaluate(ForwardToLoss(x, pass), targets, pass, out Batch gradient);
        inputGradient = Backward(Body, gradient, pass);
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

    private ArraySegment<Layer> Body => _lossTakesLogits ? new(_layers, 0, _layers.Length - 1) : new(_layers);

    private static Batch Backward(IEnumerable<Layer> layers, Batch dy, Pass pass) =>
        layers.Reverse().Aggregate(dy, (gradient, layer) => layer.Backward(gradient, pass));
}
