using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Analyzers;

/// <summary>
/// Dropout, or other noise, raises the variance in training and not in prediction, and BatchNorm keeps the variance of training for prediction (Li et al., CVPR 2019).
/// A Dense between them averages that out to some degree, so only layers that work element by element are looked through.
/// </summary>
internal static class DropoutBeforeBatchNorm
{
    public static IEnumerable<Problem> Find(NetworkModel network)
    {
        foreach (Node node in network.Nodes.Where(static node => node.Layer is NoiseLayer { RaisesVariance: true }))
        {
            if (Measuring(network, node) is { } next)
            {
                yield return Advice.About(
                    Rules.DropoutBeforeBatchNorm,
                    node,
                    $"{next.Mention}, measures a variance that it raises, and that is not there when predicting; put it after "
                    + $"{next.Mention}");
            }
        }
    }

    /// <summary>The first BatchNorm that what a layer gives reaches through layers that work element by element.</summary>
    private static Node? Measuring(NetworkModel network, Node node)
    {
        var reached = new HashSet<int> { node.Index };
        foreach (Node later in network.Nodes.Skip(node.Index + 1).Where(later => later.Inputs.Any(reached.Contains)))
        {
            if (later.Layer is BatchNormLayer { Frozen: false })
            {
                return later;
            }

            if (IsElementwise(later.Layer))
            {
                _ = reached.Add(later.Index);
            }
        }

        return null;
    }

    private static bool IsElementwise(Layer layer) => layer is ActivationLayer or PReluLayer or FlattenLayer or NoiseLayer;
}
