using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Analyzers;

/// <summary>Two matrix products in a row are one matrix product.</summary>
internal static class ConsecutiveDense
{
    public static IEnumerable<Problem> Find(NetworkModel network) =>
        from pair in Advice.Pairs(network)
        where pair.Before.Layer is DenseLayer && pair.Node.Layer is DenseLayer
        select Advice.About(
            Rules.ConsecutiveDense,
            pair.Node,
            $"nothing stands between it and {pair.Before.Mention}, and two linear layers in a row can do no more than one; put an activation between "
            + "them, such as Relu, or remove one",
            new Fact(Fact.Layer, pair.Before.Index));
}
