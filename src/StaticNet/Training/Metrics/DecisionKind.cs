namespace StaticNet;

/// <summary>What a row of a network's output decides.</summary>
internal enum DecisionKind
{
    /// <summary>One class out of several, by the largest entry.</summary>
    Classes,

    /// <summary>One of two classes, by a single entry.</summary>
    Binary,

    /// <summary>Of every entry whether it applies.</summary>
    MultiLabel,

    /// <summary>Numbers.</summary>
    Values,
}
