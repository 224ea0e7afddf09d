using System.Globalization;
using System.Text;

namespace StaticNet.Data;

/// <summary>
/// How the columns of a table become the features of a network, learnt once from the training part and the same ever after: for validation and test data, and,
/// saved beside the weights, for rows to be predicted. Immutable; may be shared by any number of threads.
/// <code>
/// Table table = Table.ReadCsv("passengers.csv");
/// TableSplit split = table.Split(0.6, 0.2, 0.2, seed: 1, stratifyBy: "survived");
/// TableEncoding encoding = TableEncoding.Fit(split.Train, new EncodingOptions
/// {
///     ClassColumn = "survived",
///     Columns = { ["name"] = ColumnOptions.Ignored, ["age"] = ColumnOptions.Numeric(MissingValues.Median, flagMissing: true) },
/// });
/// DataSplit data = encoding.Encode(split);
/// </code>
/// </summary>
public sealed class TableEncoding
{
    private const string DroppedProblem = "expected a value, found none, and a row to be predicted cannot be dropped";

    private readonly EncodedColumn[] _columns;
    private readonly EncodedTarget _target;
    private readonly HashSet<string> _missingMarks;
    private readonly string[] _marksInOrder;

    internal TableEncoding(IEnumerable<EncodedColumn> columns, EncodedTarget target, IEnumerable<string> missingMarks)
    {
        _columns = [.. columns];
        _target = target;
        _marksInOrder = [.. missingMarks];
        _missingMarks = new HashSet<string>(_marksInOrder.Select(static mark => mark.Trim()), StringComparer.OrdinalIgnoreCase);
        FeatureNames = [.. _columns.SelectMany(static column => column.FeatureNames)];
        FeatureGroups = GroupsOf(_columns);
    }

    /// <summary>Features of a row: what <c>[Input(...)]</c> of the network says.</summary>
    public int FeatureCount => FeatureNames.Count;

    /// <summary>Names of the features, in order: a column's, or <c>column = category</c>.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>
    /// The columns that became several features, by name, each with those features' numbers: what <see cref="PermutationOptions.Groups"/> is to be, so that a
    /// category is one thing.
    /// </summary>
    public IReadOnlyDictionary<string, int[]> FeatureGroups { get; }

    /// <summary>Names of the classes in the order of the outputs; empty for a regression.</summary>
    public IReadOnlyList<string> ClassNames => _target.ClassNames;

    /// <summary>The columns of the class or of the targets.</summary>
    public IReadOnlyList<string> TargetColumns => _target.Columns;

    internal IReadOnlyList<EncodedColumn> Columns => _columns;

    internal EncodedTarget Target => _target;

    internal IReadOnlyList<string> MissingMarks => _marksInOrder;

    /// <summary>Learns an encoding: which columns are numbers and which categories, what stands in for missing values, which classes there are.</summary>
    /// <param name="table">The rows to learn from: those to be trained on.</param>
    /// <param name="options">What is to be learnt, and what is to be done otherwise than by default.</param>
    /// <exception cref="ArgumentException">The options contradict each other, or name a column that the table does not have.</exception>
    /// <exception cref="InvalidDataException">The table does not hold what the options say; the message says where and why.</exception>
    public static TableEncoding Fit(Table table, EncodingOptions options) => EncodingFit.Run(table, options);

    /// <summary>Reads an encoding that <see cref="Save"/> wrote.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no encoding; the message says why.</exception>
    public static TableEncoding Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return File.Exists(path)
            ? EncodingFormat.ToEncoding(File.ReadAllBytes(path), path)
            : throw new FileNotFoundException($"There is no file '{path}' (looked for '{Path.GetFullPath(path)}').", path);
    }

    /// <summary>Writes the encoding as JSON, whole or not at all: to lie beside the weights of the network.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, stream => EncodingFormat.Write(stream, this));

    /// <summary>
    /// Encodes a table with its classes or targets. Columns are found by name, in any order; others are not looked at. Rows with missing values are
    /// left out where the encoding says so.
    /// </summary>
    /// <exception cref="InvalidDataException">A column is missing, or a value does not fit; the message says where and why.</exception>
    public MemoryDataSet Encode(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        List<int> rows = KeptRows(table, out float[] features);
        return _target.IsClass ? WithLabels(table, rows, features) : WithTargets(table, rows, features);
    }

    /// <summary>Encodes the parts of a table; a part without rows stays so.</summary>
    /// <exception cref="InvalidDataException">A column is missing, or a value does not fit; the message says where and why.</exception>
    public DataSplit Encode(TableSplit split)
    {
        ArgumentNullException.ThrowIfNull(split);
        MemoryDataSet train = Encode(split.Train);
        return new DataSplit(train, PartOf(split.Validation), PartOf(split.Test));

        MemoryDataSet PartOf(Table part) => part.RowCount > 0 ? Encode(part) : train.Slice(0, 0);
    }

    /// <summary>Encodes a table of rows to be predicted, which need no classes or targets.</summary>
    /// <returns>The features, row-major <c>[rows, FeatureCount]</c>, a row for each of the table.</returns>
    /// <exception cref="InvalidDataException">
    /// A column is missing, or a value does not fit, a missing one included where the encoding drops rows; the message says where and why.
    /// </exception>
    public float[] EncodeFeatures(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        List<int> rows = KeptRows(table, out float[] features, droppedIsWrong: true);
        return features[..(rows.Count * FeatureCount)];
    }

    /// <summary>
    /// Encodes the rows of a CSV file to be predicted, one at a time: memory does not grow with the file. The columns that the encoding knows have to
    /// be there, by name and in any order; rows come in the order of the file.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it; the defaults of <see cref="CsvTableOptions"/> if null.</param>
    /// <returns>The features of each row, in an array that the next row overwrites.</returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is no table, or a value does not fit, a missing one included where the encoding drops rows; the message says where and why. Rows before it have
    /// been given.
    /// </exception>
    public IEnumerable<float[]> ReadFeatures(string path, CsvTableOptions? options = null)
    {
        using var records = new CsvRecordReader(path, options ?? new CsvTableOptions());
        int[] places = [.. _columns.Select(column => Array.IndexOf(records.Names, column.Name))];
        if (Array.IndexOf(places, -1) is >= 0 and int missing)
        {
            throw new InvalidDataException($"'{path}': expected a column '{_columns[missing].Name}', found '{string.Join("', '", records.Names)}'.");
        }

        var features = new float[FeatureCount];
        while (records.Read() is { } fields)
        {
            (string wrong, string? problem) = EncodeInto(features, column => fields[places[column]]);
            if (problem is not null)
            {
                throw new InvalidDataException($"'{path}', line {records.Line}, column '{wrong}': {problem}.");
            }

            yield return features;
        }
    }

    /// <summary>Encodes one row to be predicted: <c>encoding.EncodeRow(("age", 31), ("sex", "female"))</c>.</summary>
    /// <param name="values">Columns and their values, in any order. A column that is not given is a missing value.</param>
    /// <returns>The features.</returns>
    /// <exception cref="ArgumentException">There is no such column, it is given twice, or a value does not fit; the message says which and why.</exception>
    public float[] EncodeRow(params ReadOnlySpan<(string Column, FieldValue Value)> values)
    {
        var texts = new string?[_columns.Length];
        var given = new bool[_columns.Length];
        foreach ((string name, FieldValue value) in values)
        {
            int column = Array.FindIndex(_columns, candidate => candidate.Name == name);
            if (column < 0 || given[column])
            {
                throw new ArgumentException(
                    column < 0
                        ? $"Expected one of the columns '{string.Join("', '", _columns.Select(static candidate => candidate.Name))}', found '{name}'."
                        : $"Expected each column once, found '{name}' twice.",
                    nameof(values));
            }

            given[column] = true;
            texts[column] = value.Text;
        }

        var features = new float[FeatureCount];
        (string wrong, string? problem) = EncodeInto(features, column => texts[column]);
        if (problem is not null)
        {
            throw new ArgumentException($"Column '{wrong}': {problem}.", nameof(values));
        }

        return features;
    }

    /// <summary>What becomes of each column, and the network's input and output that fit. Lines end in a line feed.</summary>
    public override string ToString()
    {
        int width = Math.Max("column".Length, _columns.Max(static column => column.Name.Length));
        var text = new StringBuilder("column".PadRight(width)).Append("  features\n");
        foreach (EncodedColumn column in _columns)
        {
            text.Append(column.Name.PadRight(width)).Append(CultureInfo.InvariantCulture, $"  {column.Width,8}  {column.Description}\n");
        }

        string output = _target.IsClass
            ? $"classes {string.Join(", ", ClassNames)}: [Dense({ClassNames.Count}), Softmax]"
            : $"targets {string.Join(", ", TargetColumns)}: [Dense({TargetColumns.Count})]";
        return text.Append(CultureInfo.InvariantCulture, $"{FeatureCount} features: [Input({FeatureCount})]; {output}\n").ToString();
    }

    /// <summary>A text of a table as a value: null if it marks a missing one.</summary>
    internal string? ToValue(string? text) => text is null || _missingMarks.Contains(text.Trim()) ? null : text.Trim();

    /// <summary>Encodes a row to be predicted.</summary>
    /// <param name="features">Overwritten.</param>
    /// <param name="textOf">The text of a column, by its place.</param>
    /// <returns>What is wrong with which column; null where nothing is.</returns>
    private (string Column, string? Problem) EncodeInto(float[] features, Func<int, string?> textOf)
    {
        int place = 0;
        for (int column = 0; column < _columns.Length; column++)
        {
            EncodedColumn encoded = _columns[column];
            string? problem = encoded.Encode(ToValue(textOf(column)), features.AsSpan(place, encoded.Width), out bool drop)
                ?? (drop ? DroppedProblem : null);
            if (problem is not null)
            {
                return (encoded.Name, problem);
            }

            place += encoded.Width;
        }

        return ("", null);
    }

    private List<int> KeptRows(Table table, out float[] features, bool droppedIsWrong = false)
    {
        string[][] texts = [.. _columns.Select(column => table.Required(column.Name))];
        features = new float[checked(table.RowCount * FeatureCount)];
        var kept = new List<int>(table.RowCount);
        for (int row = 0; row < table.RowCount; row++)
        {
            bool dropped = false;
            int place = kept.Count * FeatureCount;
            for (int column = 0; column < _columns.Length; column++)
            {
                string? problem = _columns[column].Encode(ToValue(texts[column][row]), features.AsSpan(place, _columns[column].Width), out bool drop);
                problem ??= drop && droppedIsWrong ? DroppedProblem : null;
                if (problem is not null)
                {
                    throw new InvalidDataException($"{table.PlaceOf(row)}, column '{_columns[column].Name}': {problem}.");
                }

                dropped |= drop;
                place += _columns[column].Width;
            }

            if (!dropped)
            {
                kept.Add(row);
            }
        }

        return kept;
    }

    private MemoryDataSet WithLabels(Table table, List<int> rows, float[] features)
    {
        string[] texts = table.Required(_target.Columns[0]);
        var labels = new List<int>();
        var kept = new List<int>();
        for (int i = 0; i < rows.Count; i++)
        {
            if (TargetText(table, texts, rows[i], _target.Columns[0]) is not { } text)
            {
                continue;
            }

            int label = IndexOf(_target.Classes, text);
            labels.Add(label >= 0
                ? label
                : throw new InvalidDataException(
                    $"{table.PlaceOf(rows[i])}, column '{_target.Columns[0]}': expected one of the classes "
                    + $"'{string.Join("', '", _target.Classes)}', found {EncodedColumn.Quote(text)}."));
            kept.Add(i);
        }

        return DataSet.FromArrays(Compacted(table, features, kept), FeatureCount, [.. labels], _target.Classes.Count)
            .WithNames(FeatureNames, _target.ClassNames);
    }

    private MemoryDataSet WithTargets(Table table, List<int> rows, float[] features)
    {
        string[][] texts = [.. _target.Columns.Select(table.Required)];
        var targets = new List<float>();
        var kept = new List<int>();
        for (int i = 0; i < rows.Count; i++)
        {
            string?[] values = [.. texts.Select((column, place) => TargetText(table, column, rows[i], _target.Columns[place]))];
            if (Array.Exists(values, static value => value is null))
            {
                continue;
            }

            for (int column = 0; column < values.Length; column++)
            {
                targets.Add(EncodedColumn.TryNumber(values[column]!, out float number)
                    ? number
                    : throw new InvalidDataException(
                        $"{table.PlaceOf(rows[i])}, column '{_target.Columns[column]}': expected a number to be predicted, "
                        + $"found {EncodedColumn.Quote(values[column]!)}."));
            }

            kept.Add(i);
        }

        return DataSet.FromArrays(Compacted(table, features, kept), FeatureCount, [.. targets], _target.Columns.Count).WithNames(FeatureNames);
    }

    private string? TargetText(Table table, string[] texts, int row, string column) => ToValue(texts[row]) is { } text ? text
        : _target.DropsRows ? null
        : throw new InvalidDataException(
            $"{table.PlaceOf(row)}, column '{column}': expected what is to be learnt, found nothing "
            + $"({nameof(EncodingOptions.MissingTarget)} says whether the row is dropped).");

    /// <summary>The rows that are left, moved together.</summary>
    private float[] Compacted(Table table, float[] features, List<int> kept)
    {
        if (kept.Count == 0)
        {
            throw new InvalidDataException($"'{table.Source}': expected rows, found none of {table.RowCount} without missing values.");
        }

        for (int i = 0; i < kept.Count; i++)
        {
            features.AsSpan(kept[i] * FeatureCount, FeatureCount).CopyTo(features.AsSpan(i * FeatureCount));
        }

        return features[..(kept.Count * FeatureCount)];
    }

    private static int IndexOf(IReadOnlyList<string> classes, string text)
    {
        for (int i = 0; i < classes.Count; i++)
        {
            if (classes[i] == text)
            {
                return i;
            }
        }

        return -1;
    }

    private static Dictionary<string, int[]> GroupsOf(IEnumerable<EncodedColumn> columns)
    {
        var groups = new Dictionary<string, int[]>(StringComparer.Ordinal);
        int first = 0;
        foreach (EncodedColumn column in columns)
        {
            if (column.Width > 1)
            {
                groups.Add(column.Name, [.. Enumerable.Range(first, column.Width)]);
            }

            first += column.Width;
        }

        return groups;
    }
}
