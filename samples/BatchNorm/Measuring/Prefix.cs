using StaticNet;

namespace BatchNormExperiments;

/// <summary>
/// The first layers of a trained network, which are a network too: it has the same names for the same layers, so its weights are copied by name.
/// </summary>
internal static class Prefix
{
    /// <summary>Gives <paramref name="prefix"/> the weights and statistics of <paramref name="network"/>.</summary>
    public static void Take(Network prefix, Network network)
    {
        Copy(network.Parameters, prefix.Parameters);
        Copy(network.Statistics, prefix.Statistics);
    }

    /// <summary>What the prefix gives for rows, in prediction mode: <c>[rows, outputs]</c>.</summary>
    public static float[] Outputs(Network prefix, ReadOnlySpan<float> rows)
    {
        var outputs = new float[rows.Length / prefix.Layout.InputSize * prefix.Layout.OutputSize];
        prefix.PredictUnfolded(rows, outputs);
        return outputs;
    }

    private static void Copy(ParameterCollection from, ParameterCollection to)
    {
        foreach (ParameterView view in to)
        {
            view.CopyFrom(from[view.Name].ToArray());
        }
    }
}
