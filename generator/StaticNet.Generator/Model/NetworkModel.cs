using StaticNet.Generator.Layers;

namespace StaticNet.Generator.Model;

/// <summary>A valid network: every layer named and shaped.</summary>
/// <param name="Type">The class.</param>
/// <param name="Nodes">The input and the layers, in order.</param>
/// <param name="Loss">What training minimises.</param>
internal sealed record NetworkModel(TypeIdentity Type, EquatableArray<Node> Nodes, LossChoice Loss)
{
    /// <summary>Whether every processor gives the same bits.</summary>
    public bool IsReproducible { get; init; }

    /// <summary>What the outputs stand for, where the user has said it.</summary>
    public ClassEnum? Classes { get; init; }

    /// <summary>What the network may cost, where the user has said it.</summary>
    public Budget? Budget { get; init; }

    /// <summary>The weights that travel in the assembly, where the user has named some.</summary>
    public PretrainedChoice? Pretrained { get; init; }

    /// <summary>Layers, then settings, as C# writes them: what files tell of the network.</summary>
    public EquatableArray<string> Declaration { get; init; } = EquatableArray<string>.Empty;

    public Shape Input => Nodes[0].Output;

    public Shape Output => Nodes[Nodes.Count - 1].Output;

    /// <summary>
    /// The last layer where the loss contains it, as cross-entropy contains softmax, and a loss of standardised targets the way back from them; else null.
    /// </summary>
    public Node? Head => Loss.TakesLogits ? Nodes[Nodes.Count - 1] : null;

    /// <summary>Whether the last layer is softmax or sigmoid and part of the loss, which takes logits.</summary>
    public bool EndsInLogits => Head is { Layer: not TargetStandardizeLayer };

    /// <summary>The node that takes standardised values back to the targets' units; null where targets are not standardised.</summary>
    public Node? TargetScaling => Nodes[Nodes.Count - 1] is { Layer: TargetStandardizeLayer } node ? node : null;

    /// <summary>The nodes without the head: what training runs through.</summary>
    public IEnumerable<Node> Body => Loss.TakesLogits ? Nodes.Take(Nodes.Count - 1) : Nodes;

    /// <summary>Whether outputs are probabilities of sigmoid: the last layer that does anything when predicting is one.</summary>
    public bool EndsInSigmoid => Nodes.Last(static node => node.Layer is not NoiseLayer && !node.IsIdentity).Layer is SigmoidLayer;

    /// <summary>Whether every layer reads the one above, and nothing else.</summary>
    public bool IsChain => Nodes.All(static node => node.Layer is not MergeLayer);

    public int ParameterCount => Nodes.Sum(static node => node.ParameterCount);

    public long MultiplyAdds => Nodes.Sum(static node => node.Layer.MultiplyAdds(node.Input));
}

/// <summary>The loss with its numbers.</summary>
/// <param name="Kind">What is minimised.</param>
/// <param name="LabelSmoothing">Share of a target that is spread over all classes.</param>
/// <param name="Delta">Where Huber turns from squared to absolute.</param>
/// <param name="TakesLogits">Whether the last layer is part of the loss.</param>
internal sealed record LossChoice(LossKind Kind, double LabelSmoothing, double Delta, bool TakesLogits)
{
    /// <summary>Position of <c>[Loss]</c> among the attributes; null where the last layer decides.</summary>
    public int? Attribute { get; init; }
}

/// <summary>The library's enumeration, member for member.</summary>
internal enum LossKind
{
    CrossEntropy,
    BinaryCrossEntropy,
    MeanSquaredError,
    MeanAbsoluteError,
    Huber,
    ClippedCrossEntropy,
}
