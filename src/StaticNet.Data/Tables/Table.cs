namespace StaticNet.Data;

/// <summary>
/// Rows of texts under named columns, as a CSV file has them. What the texts mean, numbers, categories or nothing, is for a <see cref="TableEncoding"/> to say.
/// </summary>
public sealed class Table
{
    private const int MostNamesQuoted = 20;

    private readonly string[] _names;
    private readonly string[][] _columns;
    private readonly string _place;
    private readonly int[] _lines;

    /// <param name="source">Where the rows come from.</param>
    /// <param name="names">Names of the columns.</param>
    /// <param name="columns">The texts of each column, row by row.</param>
    /// <param name="place">What the numbers count: lines or rows.</param>
    /// <param name="lines">A number a row.</param>
    internal Table(string source, string[] names, string[][] columns, string place, int[] lines)
    {
        Source = source;
        _place = place;
        _names = names;
        _columns = columns;
        _lines = lines;
    }

    /// <summary>Where the rows come from, for messages: a path, or what was given.</summary>
    public string Source { get; }

    /// <summary>Names of the columns, in order.</summary>
    public IReadOnlyList<string> Columns => _names;

    /// <summary>Number of rows.</summary>
    public int RowCount => _lines.Length;

    /// <summary>The texts of a column, row by row, without white space around them.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public IReadOnlyList<string> this[string column] => _columns[Find(column, nameof(column))];

    /// <summary>Reads a CSV file: fields may be in quotation marks, and hold separators, line breaks and doubled quotation marks then.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">How to read it; the defaults of <see cref="CsvTableOptions"/> if null.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no table; the message says where and why.</exception>
    public static Table ReadCsv(string path, CsvTableOptions? options = null) => CsvTableReader.Read(path, options ?? new CsvTableOptions());

    /// <summary>A table of rows from elsewhere, such as a database.</summary>
    /// <param name="source">Where they come from, for messages.</param>
    /// <param name="columns">Names of the columns, no two alike.</param>
    /// <param name="rows">The texts of each row, one a column; null stands for a missing one.</param>
    /// <exception cref="ArgumentException">Names are equal, or a row has not one text a column.</exception>
    public static Table FromRows(string source, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string?>> rows)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(rows);
        if (columns.Count == 0 || columns.Distinct(StringComparer.Ordinal).Count() != columns.Count)
        {
            throw new ArgumentException($"Expected one column or more of different names, found '{string.Join("', '", columns)}'.", nameof(columns));
        }

        List<string>[] texts = [.. columns.Select(static _ => new List<string>())];
        int count = 0;
        foreach (IReadOnlyList<string?> row in rows)
        {
            if (row.Count != texts.Length)
            {
                throw new ArgumentException($"Row {count}: expected {texts.Length} texts, one a column, found {row.Count}.", nameof(rows));
            }

            for (int column = 0; column < texts.Length; column++)
            {
                texts[column].Add(row[column]?.Trim() ?? "");
            }

            count++;
        }

        return new Table(source, [.. columns], [.. texts.Select(static column => column.ToArray())], "row", [.. Enumerable.Range(0, count)]);
    }

    /// <summary>The rows of the given indices, in their order.</summary>
    public Table Select(ReadOnlySpan<int> rows)
    {
        int[] places = rows.ToArray();
        return new Table(
            Source, _names, [.. _columns.Select(column => Array.ConvertAll(places, row => column[row]))], _place, Array.ConvertAll(places, row => _lines[row]));
    }

    /// <summary>
    /// Divides the rows at random into three parts, before anything is learnt of them: what an encoding fills in and which categories it knows then comes from
    /// the training part alone.
    /// </summary>
    /// <param name="train">Share of the training part, above 0.</param>
    /// <param name="validation">Share of the validation part; with 0 it is empty.</param>
    /// <param name="test">Share of the test part; with 0 it is empty. The three shares add up to 1.</param>
    /// <param name="seed">Decides the division.</param>
    /// <param name="stratifyBy">A column, such as that of the classes, whose texts keep their proportions in each part; none if null.</param>
    /// <exception cref="ArgumentException">There is no such column, the shares do not add up to 1, or a share is so small that its part has no row.</exception>
    public TableSplit Split(double train, double validation, double test, ulong seed, string? stratifyBy = null) =>
        Split(Partition.Split(RowCount, train, validation, test, seed, stratifyBy is null ? [] : Numbered(_columns[Find(stratifyBy, nameof(stratifyBy))])));

    /// <summary><see cref="Split(double, double, double, ulong, string)"/>, all rows that have the same text in a column going into the same part.</summary>
    /// <param name="groupColumn">The column, such as the number of a patient.</param>
    /// <param name="train">Share of the training part, above 0.</param>
    /// <param name="validation">Share of the validation part; with 0 it is empty.</param>
    /// <param name="test">Share of the test part; with 0 it is empty. The three shares add up to 1.</param>
    /// <param name="seed">Decides the division.</param>
    /// <exception cref="ArgumentException">There is no such column, the shares do not add up to 1, or there are fewer groups than parts.</exception>
    public TableSplit SplitByGroup(string groupColumn, double train, double validation, double test, ulong seed) =>
        Split(Partition.SplitByGroup(_columns[Find(groupColumn, nameof(groupColumn))], train, validation, test, seed));

    /// <summary>Where a row comes from, for messages.</summary>
    internal string PlaceOf(int row) => $"'{Source}', {_place} {_lines[row]}";

    /// <summary>The texts of a column that an encoding needs.</summary>
    /// <exception cref="InvalidDataException">There is no such column.</exception>
    internal string[] Required(string column)
    {
        int place = Array.IndexOf(_names, column);
        return place >= 0 ? _columns[place] : throw new InvalidDataException($"'{Source}': {Missing(column)}");
    }

    private static int[] Numbered(IReadOnlyList<string> texts)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. texts.Select(text => numbers.TryGetValue(text, out int number) ? number : numbers[text] = numbers.Count)];
    }

    private TableSplit Split(RowSplit rows) => new(Select(rows.Train), Select(rows.Validation), Select(rows.Test));

    /// <summary>Where the table is from, its number of rows and the names of its columns.</summary>
    public override string ToString() => $"'{Source}': {RowCount} rows of {string.Join(", ", _names)}";

    private int Find(string column, string argument)
    {
        ArgumentNullException.ThrowIfNull(column);
        int place = Array.IndexOf(_names, column);
        return place >= 0 ? place : throw new ArgumentException($"'{Source}': {Missing(column)}", argument);
    }

    private string Missing(string column) =>
        $"expected a column '{column}', found '{string.Join("', '", _names.Take(MostNamesQuoted))}'{(_names.Length > MostNamesQuoted ? ", ..." : "")}.";
}
