using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Analyzers;

/// <summary>
/// Moving averages that hardly move. How many steps there will be is known to <c>Fit</c> alone, which warns by the exact count; a momentum from 0.999
/// on is worth a word before.
/// </summary>
internal static class SlowMovingStatistics
{
    private const double Slow = 0.999;

    /// <summary>The share of their initial values that the averages may still hold, as <c>Fit</c> has it.</summary>
    private const double LargestInitialShare = 0.05;

    public static IEnumerable<Problem> Find(NetworkModel network) =>
        from node in network.Nodes
        where node.Layer is BatchNormLayer { Frozen: false, Cumulative: false, Momentum: >= Slow }
        select Advice.About(Rules.SlowMovingStatistics, node, Reason(((BatchNormLayer)node.Layer).Momentum));

    private static string Reason(double momentum)
    {
        if ((float)momentum == 1)
        {
            return "with a momentum of 1 its moving statistics never leave their initial values, mean 0 and variance 1, and predictions use those; "
                + "lower it, to 0.99 for example";
        }

        double steps = Math.Ceiling(Math.Log(LargestInitialShare) / Math.Log(momentum));
        return $"with a momentum of {Text.Invariant(momentum)} its moving statistics hold more than 5 % of their initial values until step "
            + $"{Text.Grouped((long)steps)}, and predictions use them; lower it, to 0.99 for example";
    }
}
