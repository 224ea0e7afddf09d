namespace StaticNet.Benchmarks;

/// <summary>What a figure says about its target.</summary>
internal enum Verdict
{
    /// <summary>Reached.</summary>
    Met,

    /// <summary>Not reached: the run fails.</summary>
    Missed,

    /// <summary>There is no target, or it is one for another machine: decides nothing.</summary>
    Shown,

    /// <summary>What it is compared with was not measured here: decides nothing.</summary>
    NotMeasured,
}
