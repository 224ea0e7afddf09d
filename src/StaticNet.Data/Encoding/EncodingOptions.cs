namespace StaticNet.Data;

/// <summary>What a table is to be encoded for. Exactly one of <see cref="ClassColumn"/> and <see cref="TargetColumns"/> says what is to be learnt.</summary>
public sealed class EncodingOptions
{
    /// <summary>The column of the classes to be told apart.</summary>
    public string? ClassColumn { get; init; }

    /// <summary>
    /// The texts of the class column in the order of the outputs; if null, those that occur, sorted, by value if all are integers and by their
    /// characters' numbers otherwise.
    /// </summary>
    public IReadOnlyList<string>? Classes { get; init; }

    /// <summary>
    /// What classes are called instead of the text in the file, where that says little: <c>ClassNames = { ["0"] = "malignant", ["1"] = "benign" }</c>.
    /// </summary>
    public IDictionary<string, string> ClassNames { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The columns of numbers to be predicted, in the order of the outputs.</summary>
    public IReadOnlyList<string> TargetColumns { get; init; } = [];

    /// <summary>What becomes of a row whose class or target is missing: <see cref="MissingValues.Refuse"/> or <see cref="MissingValues.DropRow"/>.</summary>
    public MissingValues MissingTarget { get; init; }

    /// <summary>
    /// Columns that are not to be encoded as the two defaults below say: <c>Columns = { ["id"] = ColumnOptions.Ignored }</c>.
    /// </summary>
    public IDictionary<string, ColumnOptions> Columns { get; } = new Dictionary<string, ColumnOptions>(StringComparer.Ordinal);

    /// <summary>How a column is encoded that is not among <see cref="Columns"/> and holds nothing but numbers.</summary>
    public ColumnOptions NumericColumns { get; init; } = ColumnOptions.Numeric();

    /// <summary>How a column is encoded that is not among <see cref="Columns"/> and holds other texts than numbers.</summary>
    public ColumnOptions CategoricalColumns { get; init; } = ColumnOptions.Categorical();

    /// <summary>Categories that a column may have which is not among <see cref="Columns"/>: with more it is hardly one of categories.</summary>
    public int MaximumCategories { get; init; } = 100;

    /// <summary>The texts that stand for a missing value, in capitals or not.</summary>
    public IReadOnlyList<string> MissingMarks { get; init; } = ["", "NA", "N/A", "NaN", "null", "?"];
}
