using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Analyzers;

/// <summary>
/// An activation on an activation is seldom meant; before Softmax or Sigmoid at the end, it keeps logits from taking the values they need.
/// </summary>
internal static class ConsecutiveActivations
{
    public static IEnumerable<Problem> Find(NetworkModel network)
    {
        foreach ((Node before, Node node) in Advice.Pairs(network).Where(static pair => IsActivation(pair.Before.Layer)))
        {
            bool isLast = node.Index == network.Nodes.Count - 1;
            if (isLast && node.Layer is SoftmaxLayer or SigmoidLayer && !ReachesAll(before.Layer))
            {
                yield return Advice.About(
                    Rules.ConsecutiveActivations,
                    before,
                    $"it limits the values that {node.Mention}, turns into probabilities, so that some are out of reach; remove it");
            }
            else if (IsActivation(node.Layer))
            {
                yield return Advice.About(
                    Rules.ConsecutiveActivations,
                    node,
                    $"it follows {before.Mention}, which is an activation already; remove one of the two, or put a Dense between them");
            }
        }
    }

    /// <summary>Whether every number is an output for some input.</summary>
    private static bool ReachesAll(Layer layer) => layer is LeakyReluLayer or PReluLayer;

    private static bool IsActivation(Layer layer) => layer is (ActivationLayer and not RescaleLayer) or PReluLayer;
}
