namespace StaticNet;

/// <summary>Fills a network with values that were trained elsewhere.</summary>
public static class TensorAssignment
{
    /// <summary>
    /// Overwrites all parameters and statistics. Afterwards the network is as if it had been loaded: its normalisers count as fitted, its moving
    /// statistics as settled. If anything does not fit, the network stays exactly as it was.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="values">The values of each tensor under its name, such as <c>dense1.kernel</c>, in logical row-major order.</param>
    /// <exception cref="ArgumentException">A tensor is missing, superfluous, of another length or not finite; the message names it.</exception>
    public static void SetTensors(this Network network, IReadOnlyDictionary<string, float[]> values)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(values);
        ParameterView[] views = [.. network.Parameters, .. network.Statistics];
        string[] missing = [.. views.Select(static view => view.Name).Where(name => !values.ContainsKey(name))];
        string[] superfluous = [.. values.Keys.Except(views.Select(static view => view.Name), StringComparer.Ordinal)];
        if (missing.Length + superfluous.Length > 0)
        {
            throw new ArgumentException(
                $"{network.Layout.Name} takes a value for each of its tensors: missing {List(missing)}; superfluous {List(superfluous)}.", nameof(values));
        }

        foreach (ParameterView view in views)
        {
            float[] tensor = values[view.Name];
            int invalid = Array.FindIndex(tensor, static value => !float.IsFinite(value));
            if (tensor.Length != view.Count || invalid >= 0)
            {
                throw new ArgumentException(
                    invalid >= 0
                        ? FormattableString.Invariant($"{view.Name}: expected finite values, found {tensor[invalid]} at {invalid}.")
                        : $"{view.Name} holds {view.Count} values, found {tensor.Length}.",
                    nameof(values));
            }
        }

        foreach (ParameterView view in views)
        {
            view.CopyFrom(values[view.Name]);
        }

        network.ForgetOptimizer();
        network.NormalizersFitted = true;
        network.StatisticsLoaded = true;
    }

    private static string List(string[] names) => names.Length == 0 ? "none" : string.Join(", ", names);
}
