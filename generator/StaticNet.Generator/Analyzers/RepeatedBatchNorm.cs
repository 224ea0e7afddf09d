using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Analyzers;

/// <summary>What the first BatchNorm shifts and scales, the second takes back.</summary>
internal static class RepeatedBatchNorm
{
    public static IEnumerable<Problem> Find(NetworkModel network) =>
        from pair in Advice.Pairs(network)
        where pair.Before.Layer is BatchNormLayer first
            && pair.Node.Layer is BatchNormLayer second
            && first.Axis(pair.Before.Input) == second.Axis(pair.Node.Input)
        select Advice.About(
            Rules.RepeatedBatchNorm,
            pair.Node,
            $"what it normalises was normalised by {pair.Before.Mention}, right before; remove one of the two");
}
