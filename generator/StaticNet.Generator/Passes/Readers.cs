using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>How many layers read each value: what may be overwritten or folded across has one reader.</summary>
internal sealed class Readers
{
    private readonly Dictionary<int, int> _counts = [];

    public Readers(IEnumerable<Node> nodes)
    {
        foreach (int input in nodes.SelectMany(static node => node.Inputs))
        {
            _counts.TryGetValue(input, out int count);
            _counts[input] = count + 1;
        }
    }

    /// <summary>Whether more than one layer reads the value of a node.</summary>
    public bool AreSeveral(int node) => _counts.TryGetValue(node, out int count) && count > 1;
}
