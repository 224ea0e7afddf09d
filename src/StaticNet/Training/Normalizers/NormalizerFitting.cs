namespace StaticNet;

/// <summary>A normaliser while it learns: it sees all rows, once or several times, in double.</summary>
/// <param name="columns">Columns of a row.</param>
/// <param name="selected">Those it acts on; null for all.</param>
internal abstract class NormalizerFitting(int columns, int[]? selected)
{
    private readonly int[] _selected = selected ?? [.. Enumerable.Range(0, columns)];

    /// <summary>Columns of a row.</summary>
    protected int Columns => columns;

    /// <summary>The columns it acts on, in ascending order.</summary>
    protected ReadOnlySpan<int> Selected => _selected;

    /// <summary>Takes one more row, whose selected columns are finite.</summary>
    public abstract void Add(ReadOnlySpan<double> row);

    /// <summary>Ends a pass over the rows; true if another is needed.</summary>
    public virtual bool EndPass() => false;

    /// <summary>What was learned from one or more rows.</summary>
    public abstract FittedNormalizer Finish();

    /// <summary>The first selected column that holds NaN or an infinity; null if there is none.</summary>
    public int? NonFinite(ReadOnlySpan<double> row)
    {
        foreach (int column in _selected)
        {
            if (!double.IsFinite(row[column]))
            {
                return column;
            }
        }

        return null;
    }
}
