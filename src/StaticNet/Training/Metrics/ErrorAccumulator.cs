namespace StaticNet;

/// <summary>The mean absolute difference of outputs and targets, or the root of the mean of its square, over all elements.</summary>
internal sealed class ErrorAccumulator(bool squared) : MetricAccumulator
{
    private double _sum;
    private long _count;

    public override bool NeedsOutput => true;

    public override double Value => squared ? Math.Sqrt(_sum / _count) : _sum / _count;

    public override void Reset()
    {
        _sum = 0;
        _count = 0;
    }

    public override void Add(in MetricBatch batch)
    {
        for (int i = 0; i < batch.Targets.Length; i++)
        {
            double difference = (double)batch.Output[i] - batch.Targets[i];
            _sum += squared ? difference * difference : Math.Abs(difference);
        }

        _count += batch.Targets.Length;
    }
}
