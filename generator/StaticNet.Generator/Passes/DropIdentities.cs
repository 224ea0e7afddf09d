using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>Takes out layers that move nothing: who reads one reads what it reads. Preserves every value.</summary>
internal static class DropIdentities
{
    public static IEnumerable<Node> Run(IEnumerable<Node> network)
    {
        var sources = new Dictionary<int, int>();
        foreach (Node node in network)
        {
            EquatableArray<int> inputs = new(node.Inputs.Select(input => sources[input]));
            sources[node.Index] = node.IsIdentity ? inputs[0] : node.Index;
            if (!node.IsIdentity)
            {
                yield return node with { Inputs = inputs };
            }
        }
    }
}
