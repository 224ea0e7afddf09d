namespace StaticNet.Tests.Training;

/// <summary>Data that let a test meddle with every read: throw, or change what was read.</summary>
internal sealed class FailingDataSet(MemoryDataSet data) : DataSet
{
    /// <summary>Called when a reader is opened or restarted, with the number of the pass, from 1.</summary>
    public Action<int>? OnPass { get; init; }

    /// <summary>Called after every read with its number in the pass, from 1, and what was read.</summary>
    public Meddle? AfterRead { get; init; }

    /// <summary>What the reader says it has read; the truth if null.</summary>
    public Func<int, int>? Claim { get; init; }

    public delegate void Meddle(int pass, int read, Span<float> features, Span<int> labels, Span<float> targets);

    public override int FeatureCount => data.FeatureCount;

    public override int ClassCount => data.ClassCount;

    public override int TargetCount => data.TargetCount;

    public override long? RowCount => data.RowCount;

    private int Passes { get; set; }

    public override BatchReader OpenReader(BatchOrder order)
    {
        Begin();
        return new Reader(this, data.OpenReader(order));
    }

    private void Begin()
    {
        Passes++;
        OnPass?.Invoke(Passes);
    }

    private sealed class Reader(FailingDataSet owner, BatchReader reader) : BatchReader
    {
        private int _reads;

        public override int Read(int maximumRows, Span<float> features, Span<int> labels, Span<float> targets)
        {
            int rows = reader.Read(maximumRows, features, labels, targets);
            owner.AfterRead?.Invoke(owner.Passes, ++_reads, features, labels, targets);
            return owner.Claim?.Invoke(rows) ?? rows;
        }

        public override void Restart(BatchOrder order)
        {
            _reads = 0;
            owner.Begin();
            reader.Restart(order);
        }

        protected override void Dispose(bool disposing)
        {
            reader.Dispose();
            base.Dispose(disposing);
        }
    }
}
