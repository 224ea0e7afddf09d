namespace StaticNet;

/// <summary>Trials that compete with each other.</summary>
/// <param name="Values">The values of each trial.</param>
/// <param name="Rungs">Epochs trained when they are compared, ascending.</param>
internal sealed record SearchBracket(IReadOnlyList<SearchValues> Values, int[] Rungs);
