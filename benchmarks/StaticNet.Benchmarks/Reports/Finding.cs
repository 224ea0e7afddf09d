namespace StaticNet.Benchmarks;

/// <summary>One figure of a row.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Measured">The figure.</param>
/// <param name="Target">What it should be; empty if there is no target.</param>
/// <param name="Verdict">Whether it is.</param>
internal sealed record Finding(string What, string Measured, string Target, Verdict Verdict)
{
    /// <summary>A figure without a target.</summary>
    public static Finding Shown(string what, string measured, string remark = "") => new(what, measured, remark, Verdict.Shown);

    /// <summary>Something that is not on this machine.</summary>
    public static Finding NotMeasured(string what, string target, string why) => new(what, why, target, Verdict.NotMeasured);

    /// <summary>A share of a limit, or a factor, that should not be lower.</summary>
    public static Finding AtLeast(string what, double value, double target, Func<double, string> show, string detail = "") =>
        new(what, Detailed(show(value), detail), $">= {show(target)}", value >= target ? Verdict.Met : Verdict.Missed);

    /// <summary>A ratio that should not be higher.</summary>
    public static Finding AtMost(string what, double value, double target, Func<double, string> show, string detail = "") =>
        new(what, Detailed(show(value), detail), $"<= {show(target)}", value <= target ? Verdict.Met : Verdict.Missed);

    /// <summary>A time that is a target of the reference machine; decides only if there is nothing else to decide by.</summary>
    public static Finding Absolute(string what, Samples time, double target, bool decides)
    {
        Verdict verdict = !decides ? Verdict.Shown : time.Median <= target ? Verdict.Met : Verdict.Missed;
        return new(what, Text.Time(time), $"<= {Text.Time(target)} on the reference machine", verdict);
    }

    /// <summary>How many times as fast as a peer; nothing is decided if the peer was not measured.</summary>
    public static Finding Peer(string what, Samples time, PeerTime? peer, double target)
    {
        string wanted = target == 1 ? "faster" : $">= {Text.Times(target)} as fast";
        if (peer is null)
        {
            return NotMeasured(what, wanted, "peer not measured");
        }

        double factor = peer.Nanoseconds / time.Median;
        Verdict verdict = (target == 1 ? factor > 1 : factor >= target) ? Verdict.Met : Verdict.Missed;
        return new(what, Detailed($"{Text.Times(factor)} as fast", $"{peer}"), wanted, verdict);
    }

    private static string Detailed(string figure, string detail) => detail.Length == 0 ? figure : $"{figure} ({detail})";
}
