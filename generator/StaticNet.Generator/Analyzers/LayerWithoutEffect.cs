using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Analyzers;

/// <summary>Layers that give what they get, or whose work the next layer takes back.</summary>
internal static class LayerWithoutEffect
{
    public static IEnumerable<Problem> Find(NetworkModel network)
    {
        foreach (Node node in network.Nodes.Skip(1))
        {
            string? reason = node.Layer switch
            {
                FlattenLayer when node.Input.Rank == 1 => $"its input has one axis already, shape {node.Input}",
                RescaleLayer rescale when IsOne(rescale) => "times 1 and plus 0 changes nothing",
                _ => null,
            };
            if (reason is not null)
            {
                yield return Advice.About(Rules.LayerWithoutEffect, node, $"{reason}; remove it");
            }
        }

        foreach ((Node before, Node node) in Advice.Pairs(network))
        {
            bool isTakenBack = node.Layer is NormalizerLayer after && TakesBack(after, before.Layer, node.Input.Columns);
            if (isTakenBack)
            {
                yield return Advice.About(
                    Rules.LayerWithoutEffect, before, $"{node.Mention}, is fitted to what it gives, and takes its shift and scale back; remove it");
            }
        }
    }

    /// <summary>Whether all that <paramref name="before"/> does to columns comes out the same without it.</summary>
    private static bool TakesBack(NormalizerLayer after, Layer before, int columns) => before switch
    {
        WhitenLayer => false,
        NormalizerLayer normalizer => (after.HasCenter || !normalizer.HasCenter)
            && (after.HasScale || !normalizer.HasScale)
            && (after.Columns.Of(columns) is not { } chosen || (normalizer.Columns.Of(columns) is { } earlier && earlier.All(chosen.Contains))),
        RescaleLayer rescale => !IsOne(rescale)
            && (after.HasCenter || (float)rescale.Offset == 0)
            && (after.HasScale || (float)rescale.Scale == 1)
            && after.Columns.Of(columns) is null,
        _ => false,
    };

    private static bool IsOne(RescaleLayer rescale) => (float)rescale.Scale == 1 && (float)rescale.Offset == 0;
}
