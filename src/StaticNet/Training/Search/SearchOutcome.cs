namespace StaticNet;

/// <summary>What became of a trial.</summary>
public enum SearchOutcome
{
    /// <summary>It has more epochs before it.</summary>
    Waiting,

    /// <summary>It was among the worse of its rung and trained no longer.</summary>
    Halved,

    /// <summary>It trained for all epochs.</summary>
    Completed,

    /// <summary>A loss or a weight was no finite number.</summary>
    Diverged,
}
