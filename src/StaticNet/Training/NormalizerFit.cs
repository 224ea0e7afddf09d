namespace StaticNet;

/// <summary>Fits a network's normalisers, each to what the ones before it make of the data.</summary>
internal static class NormalizerFit
{
    private const int BatchRows = 256;

    /// <summary>Fits all of them; nothing is written before all are fitted.</summary>
    /// <returns>False if it was cancelled, and the network is as it was.</returns>
    /// <exception cref="ArgumentException">The data have no rows, or a feature is not finite.</exception>
    public static bool Run(Network network, DataSet data, CancellationToken cancellation)
    {
        var fitted = new List<ColumnTransform>();
        using var batches = new TrainingBatches(data, BatchRows, avoidSingle: false, dropLast: false);
        foreach (NormalizerLayout normalizer in network.Layout.Normalizers)
        {
            int columns = normalizer.Columns;
            ColumnTransform? transform = normalizer.Kind switch
            {
                NormalizerKind.Rescale => ColumnTransform.Rescale(columns, normalizer.Maximum, normalizer.Minimum),
                NormalizerKind.Standardize => Gather(batches, fitted, columns, cancellation)?.Standardize(),
                NormalizerKind.MinMax => Gather(batches, fitted, columns, cancellation)?.MinMax(normalizer.Minimum, normalizer.Maximum),
                _ => throw new InvalidOperationException($"{normalizer.Kind} cannot be fitted."),
            };
            if (transform is null)
            {
                return false;
            }

            fitted.Add(transform);
        }

        for (int i = 0; i < fitted.Count; i++)
        {
            NormalizerLayout normalizer = network.Layout.Normalizers[i];
            if (normalizer.Kind != NormalizerKind.Rescale)
            {
                Span<float> statistics = network.StatisticArena.Span;
                fitted[i].Write(statistics[normalizer.Center..], statistics[normalizer.CenterLow..], statistics[normalizer.Scale..]);
            }
        }

        network.NormalizersFitted = true;
        return true;
    }

    private static ColumnMoments? Gather(
        TrainingBatches batches, List<ColumnTransform> earlier, int columns, CancellationToken cancellation)
    {
        var moments = new ColumnMoments(columns);
        double[] sample = [];
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
                for (int i = 0; i < features.Length; i++)
                {
                    sample[i] = features[i];
                }

                foreach (ColumnTransform transform in earlier)
                {
                    transform.Apply(sample);
                }

                for (int start = 0; start < sample.Length; start += columns)
                {
                    moments.Add(sample.AsSpan(start, columns));
                }
            }
        }

        moments.CheckFitted();
        return moments;
    }
}
