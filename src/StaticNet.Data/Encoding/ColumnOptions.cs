namespace StaticNet.Data;

/// <summary>How a column becomes features.</summary>
public sealed record ColumnOptions
{
    private ColumnOptions(ColumnKind kind) => Kind = kind;

    /// <summary>A column that is not learnt from.</summary>
    public static ColumnOptions Ignored { get; } = new(ColumnKind.Ignored);

    /// <summary>What its texts are.</summary>
    public ColumnKind Kind { get; }

    /// <summary>What becomes of a missing value.</summary>
    public MissingValues Missing { get; private init; }

    /// <summary>Whether a further feature is 1 where the value is missing and 0 elsewhere.</summary>
    public bool FlagMissing { get; private init; }

    /// <summary>What becomes of a category that did not occur when the encoding was fitted.</summary>
    public UnseenCategories Unseen { get; private init; }

    /// <summary>Rows that a category needs to have a feature of its own; rarer ones are treated as unseen.</summary>
    public int MinimumCount { get; private init; } = 1;

    /// <summary>A column of numbers.</summary>
    /// <param name="missing">What becomes of a missing value.</param>
    /// <param name="flagMissing">Whether a further feature is 1 where the value is missing and 0 elsewhere.</param>
    public static ColumnOptions Numeric(MissingValues missing = MissingValues.Refuse, bool flagMissing = false) =>
        new(ColumnKind.Numeric) { Missing = missing, FlagMissing = Checked(missing, flagMissing) };

    /// <summary>A column of categories.</summary>
    /// <param name="unseen">What becomes of a category that did not occur when the encoding was fitted.</param>
    /// <param name="missing">What becomes of a missing value; a category has neither mean nor median.</param>
    /// <param name="flagMissing">Whether a further feature is 1 where the value is missing and 0 elsewhere.</param>
    /// <param name="minimumCount">Rows that a category needs to have a feature of its own, at least 1; rarer ones are treated as unseen.</param>
    /// <exception cref="ArgumentException">Missing values are to be filled in by a mean or a median, or flagged though they are refused or dropped.</exception>
    public static ColumnOptions Categorical(
        UnseenCategories unseen = UnseenCategories.Refuse, MissingValues missing = MissingValues.Refuse, bool flagMissing = false, int minimumCount = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumCount, 1);
        if (minimumCount > 1 && unseen == UnseenCategories.Refuse)
        {
            throw new ArgumentException(
                "Expected rare categories to be Zeros or OwnColumn, which they become as unseen ones do, found Refuse.", nameof(unseen));
        }

        if (missing is MissingValues.Mean or MissingValues.Median)
        {
            throw new ArgumentException($"Expected Refuse, DropRow or Zero for a missing category, found {missing}.", nameof(missing));
        }

        return new(ColumnKind.Categorical) { Unseen = unseen, Missing = missing, FlagMissing = Checked(missing, flagMissing), MinimumCount = minimumCount };
    }

    private static bool Checked(MissingValues missing, bool flagMissing) => flagMissing && (missing is MissingValues.Refuse or MissingValues.DropRow)
        ? throw new ArgumentException($"Expected Mean, Median or Zero to stand in for a missing value that is flagged, found {missing}.", nameof(missing))
        : flagMissing;
}
