namespace StaticNet;

/// <summary>The mean of −ln p of what should have been predicted, p kept within [ε, 1 − ε].</summary>
internal sealed class LogLossAccumulator(MetricSetting setting) : MetricAccumulator
{
    /// <summary>As scikit-learn has it: the distance from 1 to the next number of single precision.</summary>
    private const double Epsilon = 1.1920928955078125e-7;

    private double _sum;
    private long _count;

    public override bool NeedsOutput => true;

    public override double Value => _sum / _count;

    public override void Reset()
    {
        _sum = 0;
        _count = 0;
    }

    public override void Add(in MetricBatch batch)
    {
        for (int i = 0; i < batch.Actual.Length; i++)
        {
            double probability = setting.Kind == DecisionKind.Classes
                ? batch.Output[(i * setting.Columns) + batch.Actual[i]]
                : batch.Actual[i] == 1 ? batch.Output[i] : 1 - (double)batch.Output[i];
            _sum -= Math.Log(Math.Clamp(probability, Epsilon, 1 - Epsilon));
        }

        _count += batch.Actual.Length;
    }
}
