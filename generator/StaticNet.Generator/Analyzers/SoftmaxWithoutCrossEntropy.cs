using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Analyzers;

/// <summary>
/// Behind Softmax the gradient of a difference vanishes where the network is most wrong; cross-entropy was made for it, and is fused with it.
/// </summary>
internal static class SoftmaxWithoutCrossEntropy
{
    public static IEnumerable<Problem> Find(NetworkModel network)
    {
        Node last = network.Nodes[network.Nodes.Count - 1];
        if (last.Layer is SoftmaxLayer softmax && network.Loss is { Attribute: { } attribute } && !network.Loss.Kind.IsOfClasses())
        {
            yield return new Problem(
                Rules.SoftmaxWithoutCrossEntropy,
                $"Loss: {network.Loss.Kind} learns slowly behind {softmax.Kind}, whose gradient vanishes where the network is most wrong; remove [Loss], "
                + $"and {softmax.Kind} trains with cross-entropy",
                attribute);
        }
    }
}
