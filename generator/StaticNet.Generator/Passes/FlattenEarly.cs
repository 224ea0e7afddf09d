using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>
/// Flattens before rather than after layers that look at each value alone, up to the input itself, where it costs nothing: row-major samples are
/// the same memory flat. An image of one channel would else fill panels of 16 columns with one. Preserves every value that a layer below reads,
/// and so only goes where each layer is read by the next one alone.
/// </summary>
internal static class FlattenEarly
{
    public static IEnumerable<Node> Run(IEnumerable<Node> network)
    {
        Node[] nodes = [.. network];
        int flatten = Array.FindIndex(nodes, static node => node.Layer is FlattenLayer);
        var readers = new Readers(nodes);
        bool reachesInput = flatten > 0
            && nodes.Take(flatten).All(node => node.Layer is InputLayer or ActivationLayer or NoiseLayer && !readers.AreSeveral(node.Index));
        if (!reachesInput)
        {
            return nodes;
        }

        Shape flat = nodes[flatten].Output;
        return nodes.Select((node, i) => i > flatten ? node : node with { Input = flat, Output = flat });
    }
}
