namespace StaticNet;

/// <summary>Reads a CSV file into memory.</summary>
internal static class CsvTable
{
    private const int MostRowsPerRead = 256;

    public static MemoryDataSet ReadAll(CsvDataSet data)
    {
        using BatchReader reader = data.OpenReader(BatchOrder.Sequential);
        int rowsPerRead = (int)Math.Min(MostRowsPerRead, data.MaximumRows);
        float[] features = [], targets = [], weights = [];
        int[] labels = [];
        int rows = 0;
        for (int more = rowsPerRead; more == rowsPerRead; rows += more)
        {
            int needed = rows + rowsPerRead;
            Reserve(ref features, needed, data.FeatureCount, data.Path);
            Reserve(ref labels, needed, data.HasLabels ? 1 : 0, data.Path);
            Reserve(ref targets, needed, data.TargetCount, data.Path);
            Reserve(ref weights, needed, 1, data.Path);
            more = reader.ReadWeighted(
                rowsPerRead, features.AsSpan(rows * data.FeatureCount), data.HasLabels ? labels.AsSpan(rows) : [],
                targets.AsSpan(rows * data.TargetCount), weights.AsSpan(rows));
        }

        Array.Resize(ref features, rows * data.FeatureCount);
        Array.Resize(ref labels, data.HasLabels ? rows : 0);
        Array.Resize(ref targets, rows * data.TargetCount);

        // The reader has checked every value.
        MemoryDataSet read = data.HasLabels
            ? MemoryDataSet.WithLabels(features, data.FeatureCount, labels, data.ClassCount, allowNonFinite: true)
            : MemoryDataSet.WithTargets(features, data.FeatureCount, targets, data.TargetCount, allowNonFinite: true);
        if (data.HasWeights)
        {
            read = read.WithSampleWeights(weights[..rows]);
        }

        return read.WithNames(
            data.FeatureNames.Count > 0 ? data.FeatureNames : null, data.ClassNames.Count > 0 ? data.ClassNames : null);
    }

    /// <summary>Makes room for that many rows, twice the room there was if there is too little.</summary>
    private static void Reserve<T>(ref T[] array, int rows, int perRow, string path)
    {
        long needed = (long)rows * perRow;
        if (needed > Array.MaxLength)
        {
            throw new InvalidDataException(
                $"'{path}': expected a table of at most {Array.MaxLength} values, found a larger one; " +
                $"{nameof(CsvDataSet)}.{nameof(CsvDataSet.Open)} reads it batch by batch.");
        }

        if (needed > array.Length)
        {
            Array.Resize(ref array, (int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * array.Length)));
        }
    }
}
