using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>
/// The parameters by which a classifier's logits can be scaled: those of the last Dense, or of a norm behind it, and of all that is added to it. Only where
/// they act on nothing else, and what stands between them and the logits passes a positive factor on.
/// </summary>
internal static class LogitTensors
{
    /// <summary>Their names; none where the logits cannot be scaled, or the network is no classifier.</summary>
    public static IReadOnlyList<string> Of(NetworkModel network)
    {
        if (!network.Loss.Kind.IsOfClasses() && network.Loss.Kind != LossKind.BinaryCrossEntropy)
        {
            return [];
        }

        Node[] body = [.. network.Body];
        var readers = new Readers(body);
        var names = new List<string>();
        return Scale(body[body.Length - 1], isLast: true) ? names : [];

        bool Scale(Node node, bool isLast)
        {
            if (!isLast && readers.AreSeveral(node.Index))
            {
                return false;
            }

            switch (node.Layer)
            {
                case DenseLayer or BatchNormLayer { Scale: true } or SampleNormLayer { Scale: true }:
                    names.AddRange(node.Layer.Parameters(node.Input).Select(tensor => $"{node.Name}.{tensor.Suffix}"));
                    return true;
                case NoiseLayer or FlattenLayer or ReluLayer or LeakyReluLayer or PReluLayer:
                    return Scale(body[node.Inputs[0]], isLast: false);
                case AddLayer:
                    return node.Inputs.All(input => Scale(body[input], isLast: false));
                default:
                    return false;
            }
        }
    }
}
