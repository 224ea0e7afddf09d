namespace StaticNet;

/// <summary>A metric at work: takes batch by batch, and knows its value at any time.</summary>
internal abstract class MetricAccumulator
{
    /// <summary>Whether <see cref="MetricBatch.Output"/> is looked at.</summary>
    public abstract bool NeedsOutput { get; }

    /// <summary>The metric over all rows since <see cref="Reset"/>; NaN where it is undefined.</summary>
    public abstract double Value { get; }

    /// <summary>Forgets all rows.</summary>
    public abstract void Reset();

    /// <summary>Makes room for that many rows, so that adding them allocates nothing.</summary>
    public virtual void Reserve(long rows)
    {
    }

    /// <summary>Takes the rows of a batch.</summary>
    public abstract void Add(in MetricBatch batch);
}
