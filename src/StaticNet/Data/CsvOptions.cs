namespace StaticNet;

/// <summary>
/// How a CSV file is to be read. Exactly one of <see cref="ClassCount"/>, <see cref="ClassNames"/> and <see cref="TargetColumns"/> says
/// what the rows carry besides features; all columns that are neither that nor weights nor ignored are features, in the order of the file.
/// </summary>
public sealed record CsvOptions
{
    /// <summary>What separates the columns: an ASCII character, such as <c>','</c>, <c>';'</c> or <c>'\t'</c>.</summary>
    public char Separator { get; init; } = ',';

    /// <summary>
    /// Whether the first line names the columns. If null, it does where none of its fields is a number and does not where all are; a
    /// first line of both kinds is an error then.
    /// </summary>
    public bool? HasHeader { get; init; }

    /// <summary>Number of classes; the label column holds integers from 0 to <c>ClassCount − 1</c>.</summary>
    public int ClassCount { get; init; }

    /// <summary>Names of the classes; the label column holds one of them, and the label is its place in this list.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>The column of the labels; if null, the last one.</summary>
    public CsvColumn? LabelColumn { get; init; }

    /// <summary>The columns of the targets, in the order wanted.</summary>
    public IReadOnlyList<CsvColumn> TargetColumns { get; init; } = [];

    /// <summary>
    /// The column of the rows' weights, numbers of at least 0 by which the loss of each row is multiplied; none by default, and all weigh 1.
    /// </summary>
    public CsvColumn? WeightColumn { get; init; }

    /// <summary>Columns that are not read, such as an identifier; they may hold any text.</summary>
    public IReadOnlyList<CsvColumn> IgnoredColumns { get; init; } = [];

    /// <summary>Accept features and targets that are NaN or infinite.</summary>
    public bool AllowNonFinite { get; init; }

    /// <summary>
    /// Rows that a streamed file is shuffled by: each row is drawn from a window of that many, which slides over the file. The window
    /// is held in memory, but for no more rows than the file can have. From the file's number of rows on, every order is equally likely;
    /// a small window leaves a file that is sorted by class nearly so. 0 keeps the order of the file even where shuffling is asked for.
    /// </summary>
    public int ShuffleWindow { get; init; } = 4096;

    /// <exception cref="ArgumentException">The options contradict each other or make no sense.</exception>
    internal void Check()
    {
        if (Separator is '"' or '\r' or '\n' or '.' or '-' or '+' or > '\x7F' || char.IsAsciiLetterOrDigit(Separator))
        {
            throw new ArgumentException(
                $"Expected as {nameof(Separator)} an ASCII character that is no part of a number or a name, found '{Separator}'.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(ClassCount);
        ArgumentOutOfRangeException.ThrowIfNegative(ShuffleWindow);
        int given = (ClassCount > 0 ? 1 : 0) + (ClassNames.Count > 0 ? 1 : 0) + (TargetColumns.Count > 0 ? 1 : 0);
        if (given != 1)
        {
            throw new ArgumentException(
                $"Expected exactly one of {nameof(ClassCount)}, {nameof(ClassNames)} and {nameof(TargetColumns)}, found {given}.");
        }

        if (TargetColumns.Count > 0 && LabelColumn is { } label)
        {
            throw new ArgumentException($"Expected no {nameof(LabelColumn)} beside {nameof(TargetColumns)}, found {label}.");
        }

        if (ClassNames.Distinct(StringComparer.Ordinal).Count() != ClassNames.Count)
        {
            throw new ArgumentException($"Expected {nameof(ClassNames)} that differ, found '{string.Join("', '", ClassNames)}'.");
        }
    }
}
