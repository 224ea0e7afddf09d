namespace StaticNet;

/// <summary>All a search has found out so far.</summary>
/// <param name="Search">What is searched, in words: a search goes on from the state of one that is the same.</param>
/// <param name="Trials">All trials, in order.</param>
public sealed record SearchState(string Search, IReadOnlyList<SearchTrial> Trials);
