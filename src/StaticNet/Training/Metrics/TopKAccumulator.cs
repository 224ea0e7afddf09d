namespace StaticNet;

/// <summary>The fraction of rows whose class is among the k most likely. Of equally likely classes the first comes first; NaN counts as most likely.</summary>
internal sealed class TopKAccumulator(int k, int columns) : MetricAccumulator
{
    private long _right;
    private long _count;

    public override bool NeedsOutput => true;

    public override double Value => (double)_right / _count;

    public override void Reset() => _right = _count = 0;

    public override void Add(in MetricBatch batch)
    {
        for (int row = 0; row < batch.Actual.Length; row++)
        {
            ReadOnlySpan<float> output = batch.Output.Slice(row * columns, columns);
            int actual = batch.Actual[row];
            int before = 0;
            for (int column = 0; column < columns; column++)
            {
                bool isBehind = output[column] < output[actual] || (output[column] == output[actual] && column >= actual);
                before += isBehind ? 0 : 1;
            }

            _right += before < k ? 1 : 0;
        }

        _count += batch.Actual.Length;
    }
}
