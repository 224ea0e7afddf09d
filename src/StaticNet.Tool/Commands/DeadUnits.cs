using StaticNet.Tool.Files;

namespace StaticNet.Tool.Commands;

/// <summary>Units that do nothing, as far as weights tell.</summary>
internal static class DeadUnits
{
    /// <summary>How many deviations β must lie below 0 for a ReLU after a BatchNorm to be silent: fewer than one sample in 30,000 is beyond.</summary>
    private const float Deviations = 4;

    /// <summary>A finding each.</summary>
    public static IEnumerable<(string Layer, int Units, int Of, string Why)> Find(NetworkFile file, NetworkLayout? layout)
    {
        foreach (NamedTensor tensor in file.Tensors.Where(
            static tensor => tensor.Shape.Length == 2 && tensor.Name.EndsWith("kernel", StringComparison.Ordinal)))
        {
            (int inputs, int outputs) = (tensor.Shape[0], tensor.Shape[1]);
            string layer = LayerOf(tensor);
            int unfed = Enumerable.Range(0, outputs).Count(j => Enumerable.Range(0, inputs).All(i => tensor.Values[(i * outputs) + j] == 0));
            int unread = Enumerable.Range(0, inputs).Count(i => Enumerable.Range(0, outputs).All(j => tensor.Values[(i * outputs) + j] == 0));
            if (unfed > 0)
            {
                yield return (layer, unfed, outputs, "all weights into the unit are 0");
            }

            if (unread > 0)
            {
                yield return (layer, unread, inputs, "all weights from the input are 0");
            }
        }

        foreach (NamedTensor gamma in file.Tensors.Where(static tensor => tensor.Name.EndsWith("gamma", StringComparison.Ordinal)))
        {
            string layer = LayerOf(gamma);
            int still = gamma.Values.Count(static value => value == 0);
            if (still > 0)
            {
                yield return (layer, still, gamma.Values.Length, "γ is 0");
            }

            if (IsBeforeRelu(layout, layer) && file.Tensors.FirstOrDefault(tensor => tensor.Name == layer + ".beta") is { } beta
                && beta.Values.Length == gamma.Values.Length)
            {
                int silent = gamma.Values.Zip(beta.Values).Count(static pair => pair.First != 0 && pair.Second + (Deviations * Math.Abs(pair.First)) <= 0);
                if (silent > 0)
                {
                    yield return (layer, silent, gamma.Values.Length, "the ReLU after it is silent: β + 4·|γ| is not above 0");
                }
            }
        }
    }

    private static string LayerOf(NamedTensor tensor) =>
        tensor.Name.LastIndexOf('.') is > 0 and var dot ? tensor.Name[..dot] : tensor.Name;

    private static bool IsBeforeRelu(NetworkLayout? layout, string layer)
    {
        int place = layout is null ? -1 : Array.FindIndex(layout.Layers, summary => summary.Name == layer);
        return place >= 0 && place + 1 < layout!.Layers.Length && layout.Layers[place].Kind.StartsWith("BatchNorm", StringComparison.Ordinal)
            && layout.Layers[place + 1].Kind is "Relu" or "Relu6";
    }
}
