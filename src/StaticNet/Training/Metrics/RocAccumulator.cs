namespace StaticNet;

/// <summary>Keeps the scores of all rows, since the area under the ROC curve depends on their order.</summary>
internal sealed class RocAccumulator(MetricSetting setting, Average average, int? ofClass) : MetricAccumulator
{
    private readonly int _perRow = setting.Kind == DecisionKind.Classes ? 1 : setting.Columns;
    private float[] _scores = [];
    private int[] _actual = [];
    private float[] _sorted = [];
    private bool[] _positive = [];
    private int _rows;

    public override bool NeedsOutput => true;

    /// <summary>Classes that have a score of their own: of two, class 1.</summary>
    private int Columns => setting.Columns;

    public override double Value =>
        ofClass is int @class ? Area(setting.Kind == DecisionKind.Binary ? 0 : @class)
        : setting.Kind == DecisionKind.Binary ? Area(0)
        : average == Average.Micro ? MicroArea()
        : MeanArea();

    public override void Reset() => _rows = 0;

    public override void Reserve(long rows)
    {
        if (rows * Columns > Array.MaxLength)
        {
            throw new InvalidOperationException(
                $"{nameof(Metric)}.{nameof(Metric.RocAuc)} keeps {Columns} scores for each of {rows} rows, more than an array can hold.");
        }

        if (rows * Columns > _scores.Length)
        {
            Array.Resize(ref _scores, (int)(rows * Columns));
            Array.Resize(ref _actual, (int)(rows * _perRow));
        }
    }

    public override void Add(in MetricBatch batch)
    {
        int rows = batch.Output.Length / Columns;
        long needed = (long)_rows + rows;
        if (needed * Columns > _scores.Length)
        {
            Reserve(Math.Max(needed, Math.Min(2L * _rows, Array.MaxLength / Columns)));
        }

        batch.Output.CopyTo(_scores.AsSpan(_rows * Columns));
        batch.Actual.CopyTo(_actual.AsSpan(_rows * _perRow));
        _rows += rows;
    }

    /// <summary>The curves of all classes, of two that of class 1.</summary>
    public RocCurve[] Curves()
    {
        var curves = new RocCurve[Columns];
        for (int column = 0; column < Columns; column++)
        {
            Load(column, column + 1);
            curves[column] = RocCurve.Of(_sorted.AsSpan(0, _rows), _positive.AsSpan(0, _rows));
        }

        return curves;
    }

    private double Area(int column)
    {
        Load(column, column + 1);
        return RocCurve.AreaOf(_sorted.AsSpan(0, _rows), _positive.AsSpan(0, _rows));
    }

    private double MicroArea()
    {
        Load(0, Columns);
        int count = _rows * Columns;
        return RocCurve.AreaOf(_sorted.AsSpan(0, count), _positive.AsSpan(0, count));
    }

    private double MeanArea()
    {
        double sum = 0;
        long total = 0;
        for (int column = 0; column < Columns; column++)
        {
            double area = Area(column);
            int positives = _positive.AsSpan(0, _rows).Count(true);
            if (positives == 0 || positives == _rows)
            {
                continue;
            }

            long weight = average == Average.Weighted ? positives : 1;
            sum += weight * area;
            total += weight;
        }

        return total == 0 ? double.NaN : sum / total;
    }

    /// <summary>Copies the scores of some columns, and whether each should be high.</summary>
    private void Load(int firstColumn, int endColumn)
    {
        int count = checked(_rows * (endColumn - firstColumn));
        if (_sorted.Length < count)
        {
            _sorted = new float[count];
            _positive = new bool[count];
        }

        int place = 0;
        for (int row = 0; row < _rows; row++)
        {
            for (int column = firstColumn; column < endColumn; column++, place++)
            {
                _sorted[place] = _scores[(row * Columns) + column];
                _positive[place] = setting.Kind == DecisionKind.Classes ? _actual[row] == column : _actual[(row * Columns) + column] == 1;
            }
        }
    }
}
