namespace StaticNet.Data;

/// <summary>What becomes of a row in which a value is missing.</summary>
public enum MissingValues
{
    /// <summary>It is an error.</summary>
    Refuse,

    /// <summary>The row is left out of training and judging. A row to be predicted cannot be, and is refused.</summary>
    DropRow,

    /// <summary>The mean of the column when the encoding was fitted stands in. Numbers only.</summary>
    Mean,

    /// <summary>The median of the column when the encoding was fitted stands in, which single values far off do not move. Numbers only.</summary>
    Median,

    /// <summary>Zero stands in: for a category, that of none of them.</summary>
    Zero,
}
