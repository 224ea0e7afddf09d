using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>
/// Joins each activation to the BatchNorm right before it, so that both run in one pass over memory, forward and backward. Preserves every
/// value and gradient but the BatchNorm's own output, which nobody else may read.
/// </summary>
internal static class FuseActivations
{
    public static IEnumerable<Node> Run(IEnumerable<Node> network)
    {
        Node[] nodes = [.. network];
        var readers = new Readers(nodes);
        var fused = new List<Node>();
        var places = new Dictionary<int, int>();
        foreach (Node found in nodes)
        {
            Node node = found with { Inputs = new EquatableArray<int>(found.Inputs.Select(input => fused[places[input]].Index)) };
            int before = node.Inputs.Count == 0 ? -1 : places[node.Inputs[0]];
            if (node.Layer is ActivationLayer activation and not RescaleLayer
                && fused[before] is { Layer: BatchNormLayer { Activation: null } batchNorm } normalization
                && !readers.AreSeveral(normalization.Index))
            {
                fused[before] = normalization with { Layer = batchNorm with { Activation = activation } };
                places[node.Index] = before;
            }
            else
            {
                places[node.Index] = fused.Count;
                fused.Add(node);
            }
        }

        return fused;
    }
}
