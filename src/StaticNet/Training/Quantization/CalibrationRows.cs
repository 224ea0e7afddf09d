namespace StaticNet;

/// <summary>The rows of a data set that calibration looks at: at most 1,024, and at most 64 MB of them, spread evenly over the data.</summary>
internal static class CalibrationRows
{
    private const int MostRows = 1024;
    private const int MostFloats = 16 * 1024 * 1024;
    private const int BatchRows = 256;

    /// <summary>Reads the rows.</summary>
    /// <returns>Row-major <c>[rows, features]</c>.</returns>
    /// <exception cref="ArgumentException">The data do not fit the network, have no rows, or a feature is NaN or infinite.</exception>
    public static float[] Read(NetworkLayout layout, DataSet data, string argument)
    {
        DataRequirements.CheckFeatures(layout, data, argument);
        int most = Math.Clamp(MostFloats / layout.InputSize, 1, MostRows);
        float[] rows = data is MemoryDataSet memory ? Select(memory, most) : Stream(data, most);
        if (rows.Length == 0)
        {
            throw DataRequirements.NoRows(argument);
        }

        for (int i = 0; i < rows.Length; i++)
        {
            if (!float.IsFinite(rows[i]))
            {
                throw new ArgumentException(
                    FormattableString.Invariant(
                        $"Calibration needs finite features; feature {i % layout.InputSize} of row {i / layout.InputSize} of those read is {rows[i]}."),
                    argument);
            }
        }

        return rows;
    }

    private static float[] Select(MemoryDataSet data, int most)
    {
        int count = Math.Min(data.Count, most);
        float[] rows = new float[count * data.FeatureCount];
        for (int i = 0; i < count; i++)
        {
            data.Row((int)((long)i * data.Count / count)).CopyTo(rows.AsSpan(i * data.FeatureCount));
        }

        return rows;
    }

    /// <summary>
    /// Keeps every row at first, and every second of those kept, then every fourth row and so on, whenever there are too many: the number of rows
    /// of a file is unknown before its end.
    /// </summary>
    private static float[] Stream(DataSet data, int most)
    {
        int size = data.FeatureCount;
        var kept = new List<float[]>();
        long next = 0;
        long step = 1;
        long position = 0;
        float[] features = new float[BatchRows * size];
        int[] labels = new int[data.HasLabels ? BatchRows : 0];
        float[] targets = new float[BatchRows * data.TargetCount];
        using BatchReader reader = data.OpenReader(BatchOrder.Sequential);
        for (int read = BatchRows; read > 0;)
        {
            read = reader.Read(BatchRows, features, labels, targets);
            for (; next < position + read; next += step)
            {
                if (kept.Count == 2 * most)
                {
                    Thin(kept);
                    step *= 2;
                }

                kept.Add(features.AsSpan((int)(next - position) * size, size).ToArray());
            }

            position += read;
        }

        while (kept.Count > most)
        {
            Thin(kept);
        }

        return [.. kept.SelectMany(static row => row)];
    }

    private static void Thin(List<float[]> kept)
    {
        int count = (kept.Count + 1) / 2;
        for (int i = 0; i < count; i++)
        {
            kept[i] = kept[2 * i];
        }

        kept.RemoveRange(count, kept.Count - count);
    }
}
