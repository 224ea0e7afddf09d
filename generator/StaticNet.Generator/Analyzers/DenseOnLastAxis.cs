using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Analyzers;

/// <summary>A Dense on several axes works on each row of the last one alone, which surprises who expects it to see the whole sample.</summary>
internal static class DenseOnLastAxis
{
    public static IEnumerable<Problem> Find(NetworkModel network)
    {
        // What follows the first works on the same rows, and needs no word of its own.
        Node? node = network.Nodes.FirstOrDefault(static node => node.Layer is DenseLayer && node.Input.Positions > 1);
        if (node is not null)
        {
            yield return Advice.About(
                Rules.DenseOnLastAxis,
                node,
                $"it acts on the last axis of {node.Input}: each of {Text.Grouped(node.Input.Positions)} rows of {Text.Grouped(node.Input.Columns)} values alone, "
                + $"which gives {node.Output}; put Flatten before it to let it see all {Text.Grouped(node.Input.Size)} values together");
        }
    }
}
