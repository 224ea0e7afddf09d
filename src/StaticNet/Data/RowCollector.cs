namespace StaticNet;

/// <summary>Gathers the features of rows that come one by one, and what is to be learnt of each.</summary>
internal sealed class RowCollector<TExpected>
{
    private readonly List<float> _features = [];
    private int _featureCount;

    private RowCollector()
    {
    }

    /// <summary>What is to be learnt of each row.</summary>
    public List<TExpected> Expected { get; } = [];

    public static RowCollector<TExpected> Collect<TRow>(IEnumerable<(TRow Row, TExpected Expected)> rows, Func<TRow, float[]> features)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(features);
        var collector = new RowCollector<TExpected>();
        foreach ((TRow row, TExpected expected) in rows)
        {
            collector.Add(features(row), expected);
        }

        return collector.Expected.Count > 0 ? collector : throw new ArgumentException("Expected at least one row, found none.", nameof(rows));
    }

    /// <summary>The rows gathered, with a label each.</summary>
    public MemoryDataSet ToDataSet(int[] labels, int classCount) => DataSet.FromArrays([.. _features], _featureCount, labels, classCount);

    /// <summary>The rows gathered, with targets each.</summary>
    public MemoryDataSet ToDataSet(float[] targets, int targetCount) => DataSet.FromArrays([.. _features], _featureCount, targets, targetCount);

    private void Add(float[]? features, TExpected expected)
    {
        int row = Expected.Count;
        if (features is null || features.Length == 0)
        {
            throw new ArgumentException($"Row {row}: expected at least one feature, found none.", nameof(features));
        }

        _featureCount = row == 0 ? features.Length : _featureCount;
        if (features.Length != _featureCount)
        {
            throw new ArgumentException(
                $"Row {row}: expected {_featureCount} features, as many as row 0 has, found {features.Length}.", nameof(features));
        }

        _features.AddRange(features);
        Expected.Add(expected);
    }
}
