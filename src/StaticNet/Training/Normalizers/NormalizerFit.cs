namespace StaticNet;

/// <summary>Fits a network's normalisers: those of the input each to what the ones before it make of the data, that of the targets to the targets.</summary>
internal static class NormalizerFit
{
    private const int BatchRows = 256;

    /// <summary>Fits all of them; nothing is written before all are fitted.</summary>
    /// <returns>False if it was cancelled, and the network is as it was.</returns>
    /// <exception cref="ArgumentException">The data have no rows, or a feature is not finite.</exception>
    public static bool Run(Network network, DataSet data, CancellationToken cancellation)
    {
        var fitted = new List<FittedNormalizer>();
        foreach (NormalizerLayout layout in network.Layout.Normalizers)
        {
            FittedNormalizer? normalizer = layout.Normalizer.Learns
                ? Learn(layout, data, network.Layout, fitted, cancellation)
                : layout.Normalizer.Read(network.Statistics, layout.Name, layout.Columns);
            if (normalizer is null)
            {
                return false;
            }

            fitted.Add(normalizer);
        }

        if (network.Layout.TargetNormalizer is { } targets)
        {
            if (LearnTargets(targets, data, cancellation) is not { } normalizer)
            {
                return false;
            }

            fitted.Add(normalizer);
        }

        foreach ((NormalizerLayout layout, FittedNormalizer normalizer) in network.Layout.AllNormalizers.Zip(fitted))
        {
            if (layout.Normalizer.Learns)
            {
                normalizer.Write(network.Statistics, layout.Name);
            }
        }

        network.NormalizersFitted = true;
        return true;
    }

    private static FittedNormalizer? Learn(
        NormalizerLayout layout, DataSet data, NetworkLayout network, List<FittedNormalizer> earlier, CancellationToken cancellation)
    {
        using var batches = new TrainingBatches(data, BatchRows, avoidSingle: false, dropLast: false);
        NormalizerFitting fitting = layout.Normalizer.Begin(layout.Columns);
        double[] sample = [];
        double[] next = [];
        do
        {
            long samples = 0;
            batches.Begin(BatchOrder.Sequential);
            while (batches.Next())
            {
                if (cancellation.IsCancellationRequested)
                {
                    return null;
                }

                for (int row = 0; row < batches.Rows; row++)
                {
                    ReadOnlySpan<float> features = batches.FeaturesOf(row);
                    Array.Resize(ref sample, features.Length);
                    Array.Resize(ref next, features.Length);
                    int length = Transform(features, earlier, ref sample, ref next);
                    for (int start = 0; start < length; start += layout.Columns)
                    {
                        ReadOnlySpan<double> values = sample.AsSpan(start, layout.Columns);
                        if (fitting.NonFinite(values) is { } column)
                        {
                            string place = Place(layout, network, start + column, length, samples);
                            IEnumerable<NormalizerLayout> before = network.Normalizers.Take(earlier.Count);
                            throw new ArgumentException(
                                Describe(place, layout, start + column, sample.AsSpan(0, length), features, before), nameof(data));
                        }

                        fitting.Add(values);
                    }

                    samples++;
                }
            }

            if (samples == 0)
            {
                throw new ArgumentException("The data set has no rows to fit the normalisers to.", nameof(data));
            }
        }
        while (fitting.EndPass());

        return fitting.Finish();
    }

    private static FittedNormalizer? LearnTargets(NormalizerLayout layout, DataSet data, CancellationToken cancellation)
    {
        using var batches = new TrainingBatches(data, BatchRows, avoidSingle: false, dropLast: false);
        NormalizerFitting fitting = layout.Normalizer.Begin(layout.Columns);
        var values = new double[layout.Columns];
        do
        {
            long place = 0;
            batches.Begin(BatchOrder.Sequential);
            while (batches.Next())
            {
                if (cancellation.IsCancellationRequested)
                {
                    return null;
                }

                ReadOnlySpan<float> targets = batches.Targets.Span;
                for (int start = 0; start < targets.Length; start += layout.Columns)
                {
                    for (int column = 0; column < layout.Columns; column++)
                    {
                        values[column] = targets[start + column];
                    }

                    if (fitting.NonFinite(values) is { } bad)
                    {
                        (long row, long target) = Math.DivRem(place + bad, data.TargetCount);
                        throw new ArgumentException(
                            FormattableString.Invariant(
                                $"Target {target} of row {row} of the data set is {values[bad]}: {layout.Name} cannot be fitted to it."),
                            nameof(data));
                    }

                    fitting.Add(values);
                    place += layout.Columns;
                }
            }

            if (place == 0)
            {
                throw new ArgumentException("The data set has no rows to fit the normaliser of the targets to.", nameof(data));
            }
        }
        while (fitting.EndPass());

        return fitting.Finish();
    }

    /// <summary>A sample as the earlier normalisers leave it, in <paramref name="sample"/>.</summary>
    /// <returns>How many values it then has.</returns>
    private static int Transform(ReadOnlySpan<float> features, List<FittedNormalizer> earlier, ref double[] sample, ref double[] next)
    {
        int length = features.Length;
        for (int i = 0; i < length; i++)
        {
            sample[i] = features[i];
        }

        foreach (FittedNormalizer normalizer in earlier)
        {
            int rows = length / normalizer.Inputs;
            for (int row = 0; row < rows; row++)
            {
                normalizer.Apply(
                    sample.AsSpan(row * normalizer.Inputs, normalizer.Inputs), next.AsSpan(row * normalizer.Outputs, normalizer.Outputs));
            }

            length = rows * normalizer.Outputs;
            (sample, next) = (next, sample);
        }

        return length;
    }

    /// <summary>Where a value stands: its row and its column, by name where columns have names.</summary>
    private static string Place(NormalizerLayout layout, NetworkLayout network, int place, int length, long row)
    {
        string where = $"Row {row}, column {place % layout.Columns}";
        where += length == network.ColumnNames.Length ? $" ({network.ColumnNames[place]})" : "";
        return length == layout.Columns ? where : $"{where} of position {place / layout.Columns}";
    }

    /// <summary>Names the value that cannot be learned from: that of the data, or what earlier layers made of it.</summary>
    private static string Describe(
        string where,
        NormalizerLayout layout,
        int place,
        ReadOnlySpan<double> sample,
        ReadOnlySpan<float> features,
        IEnumerable<NormalizerLayout> earlier) =>
        sample.Length == features.Length && !float.IsFinite(features[place])
            ? $"{where}, of the data set is {features[place]}: {layout.Name} cannot be fitted to it."
            : $"{where}, is {sample[place]} after {string.Join(", ", earlier.Select(static before => before.Name))}: {layout.Name} cannot be fitted to it.";
}
