namespace StaticNet;

/// <summary>
/// Follows the trainings of a comparison, several of which are under way at a time. Calls come from any thread, but one at a time.
/// </summary>
public interface IComparisonProgress
{
    /// <summary>A training has completed an epoch.</summary>
    /// <param name="contestant">Which network is trained.</param>
    /// <param name="setting">How.</param>
    /// <param name="seed">With which seed.</param>
    /// <param name="epoch">What the epoch came to.</param>
    void OnEpoch(Contestant contestant, ComparisonSetting setting, ulong seed, EpochRecord epoch);

    /// <summary>A training is over.</summary>
    /// <param name="run">What became of it.</param>
    /// <param name="completed">Trainings that are over, this one included.</param>
    /// <param name="total">Trainings of the comparison.</param>
    void OnRun(ComparisonRun run, int completed, int total);
}
