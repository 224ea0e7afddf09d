using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Analyzers;

/// <summary>A Dropout that drops nothing, or noise that changes nothing, costs random numbers and a pass over memory all the same.</summary>
internal static class DropoutOfNothing
{
    public static IEnumerable<Problem> Find(NetworkModel network) =>
        from node in network.Nodes
        let idleness = (node.Layer as NoiseLayer)?.Idleness
        where idleness is not null
        select Advice.About(Rules.DropoutOfNothing, node, idleness);
}
