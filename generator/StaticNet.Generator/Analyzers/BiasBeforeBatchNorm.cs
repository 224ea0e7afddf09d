using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Analyzers;

/// <summary>
/// BatchNorm subtracts the mean of each column, and with it any number that was added to the column before: its gradient is zero. Renormalised, it
/// subtracts the moving mean, as far as that may be, which a bias can differ from.
/// </summary>
internal static class BiasBeforeBatchNorm
{
    public static IEnumerable<Problem> Find(NetworkModel network) =>
        from pair in Advice.Pairs(network)
        where pair.Before.Layer is DenseLayer { Bias: true }
            && pair.Node.Layer is BatchNormLayer { Frozen: false, Renormalization: null } normalization
            && normalization.Axis(pair.Node.Input) == pair.Node.Input.Rank - 1
        select Advice.About(
            Rules.BiasBeforeBatchNorm,
            pair.Before,
            $"its bias is useless, because {pair.Node.Mention}, subtracts each column's mean right after; write bias: false");
}
