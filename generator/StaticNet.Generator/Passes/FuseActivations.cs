using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>
/// Joins each activation to the BatchNorm right before it, so that both run in one pass over memory, forward and backward. Preserves every
/// value and gradient but the BatchNorm's own output, which nobody else reads.
/// </summary>
internal static class FuseActivations
{
    public static EquatableArray<Node> Run(IEnumerable<Node> nodes)
    {
        var fused = new List<Node>();
        foreach (Node node in nodes)
        {
            Node? before = fused.Count > 0 ? fused[fused.Count - 1] : null;
            if (node.Layer is ActivationLayer activation and not RescaleLayer && before?.Layer is BatchNormLayer { Activation: null } batchNorm)
            {
                fused[fused.Count - 1] = before with { Layer = batchNorm with { Activation = activation } };
            }
            else
            {
                fused.Add(node);
            }
        }

        return new EquatableArray<Node>(fused);
    }
}
