namespace Scoring;

/// <summary>What a scoring took.</summary>
/// <param name="Rows">Rows scored.</param>
/// <param name="Duration">Reading, predicting and writing.</param>
/// <param name="FirstMemory">Bytes of managed memory in use after the first rows.</param>
/// <param name="PeakMemory">The most that was in use at any check from then on.</param>
internal sealed record ScoringResult(long Rows, TimeSpan Duration, long FirstMemory, long PeakMemory)
{
    /// <summary>More is no accident of when it was measured.</summary>
    private const long Tolerance = 256 * 1024;

    /// <summary>Whether memory has stayed what it was after the first rows.</summary>
    public bool IsConstant => PeakMemory <= FirstMemory + Tolerance;
}
