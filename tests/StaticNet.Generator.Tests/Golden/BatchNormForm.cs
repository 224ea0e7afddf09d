namespace StaticNet.Generator.Tests.Golden;

/// <summary>The BatchNorm options that the index leaves open, so that a case is run in several of them.</summary>
internal enum BatchNormForm
{
    /// <summary>As in the index, with the running variance of divisor n.</summary>
    Biased,

    /// <summary>As in the index, with the running variance of divisor n − 1.</summary>
    Unbiased,

    /// <summary>Momentum 0: the moving statistics are those of the last batch.</summary>
    BatchStatistics,

    /// <summary>Moving statistics used, and kept, in training.</summary>
    Frozen,
}
