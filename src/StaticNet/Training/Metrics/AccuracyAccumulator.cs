namespace StaticNet;

/// <summary>The fraction of decisions that are right.</summary>
internal sealed class AccuracyAccumulator : MetricAccumulator
{
    private long _right;
    private long _count;

    public override bool NeedsOutput => false;

    public override double Value => (double)_right / _count;

    public override void Reset() => _right = _count = 0;

    public override void Add(in MetricBatch batch)
    {
        for (int i = 0; i < batch.Actual.Length; i++)
        {
            _right += batch.Actual[i] == batch.Predicted[i] ? 1 : 0;
        }

        _count += batch.Actual.Length;
    }
}
