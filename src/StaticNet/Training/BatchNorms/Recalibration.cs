namespace StaticNet;

/// <summary>How <see cref="Network.RecalibrateStatistics"/> gathers BatchNorm's statistics anew.</summary>
public enum Recalibration
{
    /// <summary>
    /// The statistics of what each BatchNorm sees when predicting: mean and variance (divisor n) over all rows, layer after layer, those before it
    /// predicting with their new statistics already. A pass over the data for each BatchNorm; neither the order of the rows nor the size of
    /// batches matters.
    /// </summary>
    Population,

    /// <summary>
    /// Algorithm 2 of Ioffe and Szegedy, ICML 2015: one pass in which every BatchNorm normalises by its batch, as in training. The mean becomes that
    /// of the batches' means, the variance <c>m/(m − 1)</c> times the mean of theirs, with m values a channel and batch.
    /// </summary>
    BatchAverage,
}
