namespace StaticNet.Data;

/// <summary>What the texts of a column are.</summary>
public enum ColumnKind
{
    /// <summary>Numbers, with a decimal point: one feature.</summary>
    Numeric,

    /// <summary>Categories: a feature each, 1 where the row is of it and 0 elsewhere.</summary>
    Categorical,

    /// <summary>Nothing to learn from, such as an identifier.</summary>
    Ignored,
}
