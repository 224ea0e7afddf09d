namespace StaticNet;

/// <summary>Makes labels or targets of what rows were given with.</summary>
internal static class RowExpectations
{
    public static MemoryDataSet WithLabels(this RowCollector<int> rows, int? classCount)
    {
        int largest = rows.Expected.Max();
        return rows.ToDataSet([.. rows.Expected], classCount ?? checked(Math.Max(largest, 0) + 1));
    }

    public static MemoryDataSet WithLabels(this RowCollector<string> rows, IReadOnlyList<string>? classNames)
    {
        string[] names = classNames is null ? [.. rows.Expected.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] : [.. classNames];
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < names.Length; i++)
        {
            if (!places.TryAdd(names[i], i))
            {
                throw new ArgumentException($"Expected names of classes that differ, found '{names[i]}' twice.", nameof(classNames));
            }
        }

        var labels = new int[rows.Expected.Count];
        for (int row = 0; row < labels.Length; row++)
        {
            labels[row] = rows.Expected[row] is { } name && places.TryGetValue(name, out int label)
                ? label
                : throw new ArgumentException(
                    $"Row {row}: expected one of the classes '{string.Join("', '", names)}', "
                    + $"found {(rows.Expected[row] is { } text ? $"'{text}'" : "null")}.", nameof(rows));
        }

        return rows.ToDataSet(labels, names.Length).WithNames(classNames: names);
    }

    public static MemoryDataSet WithTargets(this RowCollector<float> rows) => rows.ToDataSet([.. rows.Expected], 1);

    public static MemoryDataSet WithTargets(this RowCollector<float[]> rows)
    {
        float[] targets = RowMajor.Flatten([.. rows.Expected], nameof(rows));
        return rows.ToDataSet(targets, rows.Expected[0].Length);
    }
}
