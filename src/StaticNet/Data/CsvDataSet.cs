namespace StaticNet;

/// <summary>
/// A table of numbers in a CSV file, read batch by batch: memory does not grow with the file. The text is UTF-8, numbers have a decimal
/// point, fields may be in quotation marks (RFC 4180, but without line breaks inside a field).
/// </summary>
public sealed class CsvDataSet : DataSet
{
    private readonly CsvLayout _layout;
    private long _rowCount = -1;

    private CsvDataSet(string path, CsvOptions options, CsvLayout layout)
    {
        Path = path;
        Options = options;
        _layout = layout;
        MaximumRows = layout.MaximumRows(new FileInfo(path).Length);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>How the file is read.</summary>
    public CsvOptions Options { get; }

    /// <inheritdoc/>
    public override int FeatureCount => _layout.FeatureCount;

    /// <inheritdoc/>
    public override int ClassCount => _layout.ClassCount;

    /// <inheritdoc/>
    public override int TargetCount => _layout.TargetCount;

    /// <inheritdoc/>
    public override bool HasWeights => Options.WeightColumn is not null;

    /// <inheritdoc/>
    public override long? RowCount => Volatile.Read(ref _rowCount) is >= 0 and var count ? count : null;

    /// <inheritdoc/>
    public override IReadOnlyList<string> FeatureNames => _layout.FeatureNames;

    /// <inheritdoc/>
    public override IReadOnlyList<string> ClassNames => Options.ClassNames;

    /// <summary>Rows that shuffling holds: as many as asked for, or as the file can have.</summary>
    internal long ShuffleWindow => Math.Min(Options.ShuffleWindow, MaximumRows);

    /// <summary>Rows that the file had at most when it was opened, and one.</summary>
    internal long MaximumRows { get; }

    /// <summary>Opens a file to be read batch by batch. Only its first rows are read now; the others when they are used.</summary>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file has no rows or not the columns wanted; the message says where and why.</exception>
    public static CsvDataSet Open(string path, CsvOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        using var lines = new CsvLineReader(path);
        if (!lines.TryRead(out ReadOnlySpan<byte> firstLine))
        {
            throw new InvalidDataException($"'{path}': expected rows, found an empty file.");
        }

        var layout = new CsvLayout(path, firstLine, options);
        var data = new CsvDataSet(path, options, layout);
        if (data.ShuffleWindow * Math.Max(layout.FeatureCount, layout.TargetCount) > Array.MaxLength)
        {
            throw new ArgumentException(
                $"Expected a {nameof(CsvOptions.ShuffleWindow)} of at most {Array.MaxLength} values in all, " +
                $"found {options.ShuffleWindow} rows of {layout.FeatureCount} features and {layout.TargetCount} targets.",
                nameof(options));
        }

        using BatchReader reader = data.OpenReader(BatchOrder.Sequential);
        int rows = reader.Read(1, new float[data.FeatureCount], new int[data.HasLabels ? 1 : 0], new float[data.TargetCount]);
        return rows > 0 ? data : throw new InvalidDataException($"'{path}': expected rows after the header, found none.");
    }

    /// <summary>Reads a whole file into memory.</summary>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file does not hold the table wanted, or more than an array can hold; the message says where and why.
    /// </exception>
    public static MemoryDataSet Load(string path, CsvOptions options) => CsvTable.ReadAll(Open(path, options));

    /// <inheritdoc/>
    public override BatchReader OpenReader(BatchOrder order) => new CsvBatchReader(this, _layout, order);

    /// <summary>Notes the number of rows, which a reader knows at the end of the file.</summary>
    internal void SetRowCount(long count) => Volatile.Write(ref _rowCount, count);
}
