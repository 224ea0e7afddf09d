using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Analyzers;

/// <summary>
/// Standardised targets lie on both sides of 0, some several deviations away: a last activation that does not reach them was meant for the targets as
/// they are.
/// </summary>
internal static class BoundedTargets
{
    public static IEnumerable<Problem> Find(NetworkModel network)
    {
        if (network.TargetScaling is { } scaling && network.Nodes[scaling.Inputs[0]] is var last && Reach(last.Layer) is { } reach)
        {
            yield return Advice.About(
                Rules.BoundedTargets,
                last,
                $"{reach}; targets are standardised, so that 0 is their mean and 1 their deviation, and what lies further is out of reach; remove it");
        }
    }

    /// <summary>Where the values of a layer end, as a clause; null where every number is a value for some input, or nearly.</summary>
    private static string? Reach(Layer layer) => layer switch
    {
        ReluLayer or SoftplusLayer or ExponentialLayer => "it gives nothing below 0",
        Relu6Layer => "it gives nothing below 0 or above 6",
        SigmoidLayer or HardSigmoidLayer => "it gives nothing below 0 or above 1",
        TanhLayer or SoftsignLayer => "it gives nothing below -1 or above 1",
        EluLayer or SeluLayer or GeluLayer or SiluLayer or MishLayer or HardSwishLayer => "it gives next to nothing below 0",
        _ => null,
    };
}
