namespace StaticNet.Benchmarks;

/// <summary>
/// Targets given as a time on the machine that they were set on. Where compiled C was measured here, the target is scaled by how much
/// slower or faster it is than there; without it, the time itself decides.
/// </summary>
internal static class ReferenceTime
{
    /// <summary>A time and its target in nanoseconds.</summary>
    /// <param name="what">What was measured.</param>
    /// <param name="time">Its time.</param>
    /// <param name="target">The target on the reference machine.</param>
    /// <param name="compiled">Compiled C of the same network here.</param>
    /// <param name="compiledThere">Compiled C of the same network on the reference machine.</param>
    public static Finding Finding(string what, Samples time, double target, PeerTime? compiled, double compiledThere)
    {
        if (compiled is null)
        {
            return Benchmarks.Finding.Absolute(what, time, target, decides: true);
        }

        double scaled = target * compiled.Nanoseconds / compiledThere;
        return new Finding(
            what, Text.Time(time), $"<= {Text.Time(target)} on the reference machine, {Text.Time(scaled)} here by compiled C",
            time.Median <= scaled ? Verdict.Met : Verdict.Missed);
    }
}
