namespace StaticNet;

/// <summary>A figure of <see cref="ClassCounts"/>: precision, recall or F1 of a class or of all.</summary>
internal sealed class ClassScoresAccumulator(MetricSetting setting, Func<ClassScores, double> figure, Average average, int? ofClass) : MetricAccumulator
{
    private readonly ClassCounts _counts = new(setting.Classes);

    public override bool NeedsOutput => false;

    public override double Value =>
        figure(ofClass is int @class ? _counts.Of(@class) : _counts.Of(average, countsAbsent: setting.Kind == DecisionKind.MultiLabel));

    public override void Reset() => _counts.Clear();

    public override void Add(in MetricBatch batch)
    {
        for (int i = 0; i < batch.Actual.Length; i++)
        {
            if (setting.Kind == DecisionKind.MultiLabel)
            {
                _counts.AddLabel(i % setting.Columns, batch.Actual[i] == 1, batch.Predicted[i] == 1);
            }
            else
            {
                _counts.Add(batch.Actual[i], batch.Predicted[i]);
            }
        }
    }
}
