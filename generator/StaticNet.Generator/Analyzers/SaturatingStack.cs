using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Analyzers;

/// <summary>
/// Sigmoid and tanh are flat far from zero: gradients shrink at every one of them, and from the third on little arrives at the first layers unless
/// something keeps the values near zero.
/// </summary>
internal static class SaturatingStack
{
    private const int Deep = 3;

    public static IEnumerable<Problem> Find(NetworkModel network)
    {
        int lastDense = network.Nodes.LastOrDefault(static node => node.Layer is DenseLayer)?.Index ?? -1;
        var counts = new Dictionary<int, int>();
        foreach (Node node in network.Nodes.Take(lastDense + 1))
        {
            // Where several ways lead back, gradients take the shortest.
            int count = node.Layer is BatchNormLayer or SampleNormLayer ? 0 : node.Inputs.Select(input => counts[input]).DefaultIfEmpty().Min();
            bool isFlat = node.Layer is SigmoidLayer or HardSigmoidLayer or TanhLayer;
            counts[node.Index] = isFlat ? count + 1 : count;
            if (isFlat && count + 1 == Deep)
            {
                yield return Advice.About(
                    Rules.SaturatingStack,
                    node,
                    "it is the third activation in a row that flattens out on both sides, and nothing normalises between them, so that gradients fade "
                    + "on their way back; put BatchNorm before them, or use Relu or Gelu");
            }
        }
    }
}
