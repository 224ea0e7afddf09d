namespace StaticNet;

/// <summary>One trial of a search: its values, and how far it came.</summary>
/// <param name="Number">Number of the trial, from 1.</param>
/// <param name="Bracket">Number of its bracket, from 1: trials of a bracket compete for the same rungs. Hyperband has several.</param>
/// <param name="Values">The values of all parameters.</param>
public sealed record SearchTrial(int Number, int Bracket, SearchValues Values)
{
    /// <summary>How it is trained, in words: its optimizer and its batch size.</summary>
    public string Fit { get; init; } = "";

    /// <summary>The rungs it reached, in order.</summary>
    public IReadOnlyList<SearchRung> Rungs { get; init; } = [];

    /// <summary>What became of it.</summary>
    public SearchOutcome Outcome { get; init; }

    /// <summary>The last rung it reached; null before the first.</summary>
    public SearchRung? Last => Rungs.Count > 0 ? Rungs[^1] : null;

    /// <summary>Number, values and what became of it.</summary>
    public override string ToString()
    {
        string result = Outcome == SearchOutcome.Diverged ? "diverged"
            : Last is { ValidationAccuracy: { } accuracy } ? FormattableString.Invariant($"validation accuracy {accuracy:F4}")
            : Last is { } last ? FormattableString.Invariant($"validation loss {last.ValidationLoss:G5}")
            : "not begun";
        string epochs = Last is { } rung ? FormattableString.Invariant($" after {rung.Epochs} epochs") : "";
        return FormattableString.Invariant($"trial {Number} ({Values}): {result}{epochs}");
    }
}
