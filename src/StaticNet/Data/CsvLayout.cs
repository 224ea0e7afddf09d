using System.Globalization;
using System.Text;

namespace StaticNet;

/// <summary>What each column of a CSV file is: feature, label, target, weight or ignored. Parses rows accordingly, without allocating.</summary>
internal sealed class CsvLayout
{
    private const int LongestQuotation = 40;
    private const int MostNamesQuoted = 20;

    private readonly string _path;
    private readonly CsvOptions _options;
    private readonly string[] _names;
    private readonly Role[] _roles;
    private readonly byte[][] _classNames;

    /// <summary>Decides by the first line of the file.</summary>
    /// <exception cref="InvalidDataException">The line does not have the columns that the options name.</exception>
    public CsvLayout(string path, ReadOnlySpan<byte> firstLine, CsvOptions options)
    {
        _path = path;
        _options = options;
        HasHeader = options.HasHeader ?? DetectHeader(firstLine);
        int count = 0;
        var names = new List<string>();
        var fields = new CsvFieldReader(firstLine, (byte)options.Separator);
        for (; fields.Read(); count++)
        {
            if (HasHeader)
            {
                names.Add(CsvFieldReader.Text(fields.Field));
            }
        }

        _names = [.. names];
        _roles = new Role[count];
        AssignRoles();
        _classNames = [.. options.ClassNames.Select(Encoding.UTF8.GetBytes)];
        FeatureCount = _roles.Count(role => role.Kind == RoleKind.Feature);
        if (FeatureCount == 0)
        {
            throw Invalid(1, $"expected at least one column of features, found {count} columns in all");
        }

        int feature = 0;
        for (int column = 0; column < count; column++)
        {
            if (_roles[column].Kind == RoleKind.Feature)
            {
                _roles[column] = new Role(RoleKind.Feature, feature++);
            }
        }

        FeatureNames = [.. _names.Where((_, column) => _roles[column].Kind == RoleKind.Feature)];
    }

    private enum RoleKind
    {
        Feature,
        Label,
        Target,
        Weight,
        Ignored,
    }

    /// <summary>Whether the first line names the columns.</summary>
    public bool HasHeader { get; }

    public int FeatureCount { get; }

    /// <summary>The names of the columns of features; none without a header.</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    public int ClassCount => Math.Max(_options.ClassCount, _options.ClassNames.Count);

    public int TargetCount => _options.TargetColumns.Count;

    /// <summary>
    /// Rows that a file of that many bytes has at most, and one: each has a byte for every value at least, and one behind every column.
    /// What is allocated for rows is bounded by it, so that a short file of many columns cannot ask for much memory.
    /// </summary>
    public long MaximumRows(long bytes) => 1 + (bytes / (_roles.Length + FeatureCount + TargetCount));

    /// <summary>Parses one row into the spans' beginnings; its weight only if <paramref name="weights"/> is not empty.</summary>
    /// <exception cref="InvalidDataException">A field is not what its column holds; the message names line, column and text.</exception>
    public void ParseRow(
        ReadOnlySpan<byte> line, long lineNumber, Span<float> features, Span<int> labels, Span<float> targets, Span<float> weights)
    {
        var fields = new CsvFieldReader(line, (byte)_options.Separator);
        int column = 0;
        for (; fields.Read(); column++)
        {
            if (column == _roles.Length)
            {
                while (fields.Read())
                {
                    column++;
                }

                throw WrongColumns(lineNumber, column + 1);
            }

            if (fields.IsMalformed)
            {
                throw Invalid(lineNumber, column, "a quotation mark at the end of the field", fields.Field);
            }

            (RoleKind kind, int index) = _roles[column];
            switch (kind)
            {
                case RoleKind.Feature:
                    features[index] = ParseNumber(fields.Field, lineNumber, column);
                    break;
                case RoleKind.Target:
                    targets[index] = ParseNumber(fields.Field, lineNumber, column);
                    break;
                case RoleKind.Weight when !weights.IsEmpty:
                    weights[0] = ParseWeight(fields.Field, lineNumber, column);
                    break;
                case RoleKind.Label:
                    labels[0] = ParseLabel(fields.Field, lineNumber, column);
                    break;
            }
        }

        if (column != _roles.Length)
        {
            throw WrongColumns(lineNumber, column);
        }
    }

    private static bool TryParse(ReadOnlySpan<byte> field, out float value) =>
        float.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static string Quote(ReadOnlySpan<byte> field)
    {
        string text = CsvFieldReader.Text(field);
        return text.Length == 0 ? "nothing"
            : text.Length > LongestQuotation ? $"'{text[..LongestQuotation]}...'"
            : $"'{text}'";
    }

    private bool DetectHeader(ReadOnlySpan<byte> firstLine)
    {
        int numbers = 0;
        int count = 0;
        var fields = new CsvFieldReader(firstLine, (byte)_options.Separator);
        for (; fields.Read(); count++)
        {
            numbers += TryParse(fields.Field, out _) ? 1 : 0;
        }

        return numbers == 0 || numbers == count
            ? numbers == 0
            : throw Invalid(
                1,
                $"expected either a header or a row of numbers, found {numbers} numbers in {count} fields; " +
                $"set {nameof(CsvOptions)}.{nameof(CsvOptions.HasHeader)} to say which it is");
    }

    private void AssignRoles()
    {
        foreach (CsvColumn column in _options.IgnoredColumns)
        {
            Assign(column, new Role(RoleKind.Ignored, 0));
        }

        for (int i = 0; i < TargetCount; i++)
        {
            Assign(_options.TargetColumns[i], new Role(RoleKind.Target, i));
        }

        if (_options.WeightColumn is { } weights)
        {
            Assign(weights, new Role(RoleKind.Weight, 0));
        }

        if (ClassCount > 0)
        {
            Assign(_options.LabelColumn ?? ^1, new Role(RoleKind.Label, 0));
        }
    }

    private void Assign(CsvColumn column, Role role)
    {
        int[] places = column.Find(_names, _roles.Length);
        if (places.Length != 1)
        {
            string found = places.Length > 1 ? $"{places.Length} of that name"
                : !HasHeader ? $"{_roles.Length} columns without names"
                : $"'{string.Join("', '", _names.Take(MostNamesQuoted))}'{(_names.Length > MostNamesQuoted ? ", ..." : "")}";
            throw Invalid(1, $"expected a column {column}, found {found}");
        }

        int place = places[0];
        if (_roles[place].Kind != RoleKind.Feature)
        {
            throw Invalid(1, $"expected each column once among labels, targets, weights and ignored columns, found column {column} twice");
        }

        _roles[place] = role;
    }

    private float ParseNumber(ReadOnlySpan<byte> field, long line, int column)
    {
        if (!TryParse(field, out float value))
        {
            throw Invalid(line, column, "a number", field);
        }

        if (!_options.AllowNonFinite && !float.IsFinite(value))
        {
            throw Invalid(
                line, column, $"a finite number ({nameof(CsvOptions)}.{nameof(CsvOptions.AllowNonFinite)} accepts others)", field);
        }

        return value;
    }

    private float ParseWeight(ReadOnlySpan<byte> field, long line, int column) =>
        TryParse(field, out float weight) && SampleWeight.IsValid(weight)
            ? weight
            : throw Invalid(line, column, "a weight that is a finite number of at least 0", field);

    private int ParseLabel(ReadOnlySpan<byte> field, long line, int column)
    {
        if (_classNames.Length == 0)
        {
            bool isInteger = int.TryParse(field, NumberStyles.Integer, CultureInfo.InvariantCulture, out int label);
            return isInteger && label >= 0 && label < ClassCount
                ? label
                : throw Invalid(line, column, $"a label from 0 to {ClassCount - 1}", field);
        }

        for (int i = 0; i < _classNames.Length; i++)
        {
            if (field.SequenceEqual(_classNames[i]))
            {
                return i;
            }
        }

        throw Invalid(line, column, $"one of the classes '{string.Join("', '", _options.ClassNames.Take(MostNamesQuoted))}'", field);
    }

    private InvalidDataException WrongColumns(long line, int found) =>
        Invalid(line, $"expected {_roles.Length} columns, found {found}");

    private InvalidDataException Invalid(long line, int column, string expected, ReadOnlySpan<byte> found) =>
        new($"'{_path}', line {line}, column {column + 1}{(HasHeader ? $" ('{_names[column]}')" : "")}: " +
            $"expected {expected}, found {Quote(found)}.");

    private InvalidDataException Invalid(long line, string problem) => new($"'{_path}', line {line}: {problem}.");

    private readonly record struct Role(RoleKind Kind, int Index);
}
