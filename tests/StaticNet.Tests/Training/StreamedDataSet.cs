namespace StaticNet.Tests.Training;

/// <summary>Data whose number of rows is unknown until they have been read once, as of a file.</summary>
internal sealed class StreamedDataSet(MemoryDataSet data) : DataSet
{
    private long? _rows;

    public int Passes { get; private set; }

    public override int FeatureCount => data.FeatureCount;

    public override int ClassCount => data.ClassCount;

    public override int TargetCount => data.TargetCount;

    public override bool HasWeights => data.HasWeights;

    public override long? RowCount => _rows;

    public override BatchReader OpenReader(BatchOrder order)
    {
        Passes++;
        return new Reader(this, data.OpenReader(order));
    }

    private sealed class Reader(StreamedDataSet owner, BatchReader reader) : BatchReader
    {
        private long _read;

        public override int Read(int maximumRows, Span<float> features, Span<int> labels, Span<float> targets)
        {
            int rows = reader.Read(maximumRows, features, labels, targets);
            Count(rows, maximumRows);
            return rows;
        }

        public override int ReadWeighted(int maximumRows, Span<float> features, Span<int> labels, Span<float> targets, Span<float> weights)
        {
            int rows = reader.ReadWeighted(maximumRows, features, labels, targets, weights);
            Count(rows, maximumRows);
            return rows;
        }

        public override void Restart(BatchOrder order)
        {
            owner.Passes++;
            _read = 0;
            reader.Restart(order);
        }

        private void Count(int rows, int maximumRows)
        {
            _read += rows;
            if (rows < maximumRows)
            {
                owner._rows = _read;
            }
        }

        protected override void Dispose(bool disposing)
        {
            reader.Dispose();
            base.Dispose(disposing);
        }
    }
}
