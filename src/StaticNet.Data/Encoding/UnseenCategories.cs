namespace StaticNet.Data;

/// <summary>What becomes of a category that did not occur when the encoding was fitted.</summary>
public enum UnseenCategories
{
    /// <summary>It is an error.</summary>
    Refuse,

    /// <summary>All features of the column are 0.</summary>
    Zeros,

    /// <summary>
    /// A feature of its own, for all others, is 1. The network learns what it means only where it occurs in training: of categories rarer than
    /// <see cref="ColumnOptions.MinimumCount"/>.
    /// </summary>
    OwnColumn,
}
