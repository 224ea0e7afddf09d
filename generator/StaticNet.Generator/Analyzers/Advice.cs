using StaticNet.Generator.Model;
using StaticNet.Generator.Passes;

namespace StaticNet.Generator.Analyzers;

/// <summary>
/// What is to be said of a network that is sound: it is built whatever stands here. One file a rule; a rule sees shapes and settled arguments,
/// nothing of Roslyn.
/// </summary>
internal static class Advice
{
    private static readonly Func<NetworkModel, IEnumerable<Problem>>[] _rules =
    [
        BiasBeforeBatchNorm.Find,
        RepeatedBatchNorm.Find,
        ConsecutiveDense.Find,
        DropoutBeforeBatchNorm.Find,
        DropoutOfNothing.Find,
        SaturatingStack.Find,
        SoftmaxWithoutCrossEntropy.Find,
        SlowMovingStatistics.Find,
        LayerWithoutEffect.Find,
        ConsecutiveActivations.Find,
        BoundedTargets.Find,
        DenseOnLastAxis.Find,
        ExceededBudget.Find,
    ];

    /// <summary>All of it, in the order of the rules.</summary>
    public static IEnumerable<Problem> On(NetworkModel network) => _rules.SelectMany(rule => rule(network));

    /// <summary>A word on a layer.</summary>
    public static Problem About(string rule, Node node, string message, params Fact[] facts) =>
        new(rule, $"{node.Subject}: {message}", node.Index) { Facts = new EquatableArray<Fact>(facts) };

    /// <summary>
    /// Layers with the one that each reads, where nobody else reads that: what stands between them is theirs alone. Those that move nothing are passed
    /// over.
    /// </summary>
    public static IEnumerable<(Node Before, Node Node)> Pairs(NetworkModel network)
    {
        Node[] nodes = [.. DropIdentities.Run(network.Nodes)];
        var readers = new Readers(nodes);
        return from node in nodes
               where node.Inputs.Count == 1 && !readers.AreSeveral(node.Inputs[0])
               select (network.Nodes[node.Inputs[0]], node);
    }
}
