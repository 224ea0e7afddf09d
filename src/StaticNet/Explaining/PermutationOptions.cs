namespace StaticNet;

/// <summary>How <see cref="PermutationImportance"/> is measured.</summary>
public sealed class PermutationOptions
{
    /// <summary>How often each feature is shuffled, at least 1; the deviation over these says how sure the mean is.</summary>
    public int Repeats { get; init; } = 5;

    /// <summary>Decides how rows are shuffled: the same seed gives the same figures.</summary>
    public ulong Seed { get; init; }

    /// <summary>What the network is judged by; accuracy for a classifier and R² for a regression unless given.</summary>
    public ImportanceScore? Score { get; init; }

    /// <summary>Names of the columns; if null, those that the data carry, or numbers from 0.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>
    /// Columns that are one feature and are shuffled together, by the feature's name, such as those of a one-hot category: shuffled one by one they would
    /// give rows that cannot be. Columns that are in no group are features of their own.
    /// </summary>
    public IReadOnlyDictionary<string, int[]>? Groups { get; init; }

    /// <summary>Threads at the most; 0 for as many as there are processors. Of no influence on the figures.</summary>
    public int Threads { get; init; }
}
