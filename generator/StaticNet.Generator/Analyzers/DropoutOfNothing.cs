using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Analyzers;

/// <summary>A Dropout that drops nothing costs a mask and a pass over memory all the same.</summary>
internal static class DropoutOfNothing
{
    public static IEnumerable<Problem> Find(NetworkModel network) =>
        from node in network.Nodes
        where node.Layer is DropoutLayer { Rate: 0 }
        select Advice.About(Rules.DropoutOfNothing, node, "with a rate of 0 it drops nothing; give it a rate, such as 0.5, or remove it");
}
