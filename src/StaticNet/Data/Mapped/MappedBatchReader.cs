namespace StaticNet;

/// <summary>Reads rows of mapped files, in any order. Allocates when it is made and when it is first asked to shuffle, never in a read.</summary>
internal sealed class MappedBatchReader : BatchReader
{
    private readonly MappedDataSet _data;
    private readonly MappedRows _features;
    private readonly MappedRows _expected;
    private int[] _shuffled = [];
    private bool _shuffle;
    private int _position;

    public MappedBatchReader(MappedDataSet data, StoredArray features, StoredArray expected, BatchOrder order)
    {
        _data = data;
        _features = new MappedRows(features);
        try
        {
            _expected = new MappedRows(expected);
        }
        catch
        {
            _features.Dispose();
            throw;
        }

        Restart(order);
    }

    public override int Read(int maximumRows, Span<float> features, Span<int> labels, Span<float> targets)
    {
        CheckArguments(_data, maximumRows, features, labels, targets);
        int rows = Math.Min(maximumRows, _data.Count - _position);
        for (int i = 0; i < rows; i++)
        {
            int row = _shuffle ? _shuffled[_position + i] : _position + i;
            Span<float> values = features.Slice(i * _data.FeatureCount, _data.FeatureCount);
            _features.Read(row, values);
            CheckFinite(values, row, "feature");
            if (_data.HasLabels)
            {
                labels[i] = _expected.ReadLabel(row, _data.ClassCount);
            }
            else
            {
                values = targets.Slice(i * _data.TargetCount, _data.TargetCount);
                _expected.Read(row, values);
                CheckFinite(values, row, "target");
            }
        }

        _position += rows;
        return rows;
    }

    public override void Restart(BatchOrder order)
    {
        _position = 0;
        _shuffle = order.Shuffle;
        if (!_shuffle)
        {
            return;
        }

        if (_shuffled.Length == 0)
        {
            _shuffled = new int[_data.Count];
        }

        for (int row = 0; row < _shuffled.Length; row++)
        {
            _shuffled[row] = row;
        }

        RowOrder.Shuffle(_shuffled, order.Seed, RowOrder.StreamOfEpoch(order.Epoch));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _features.Dispose();
            _expected.Dispose();
        }

        base.Dispose(disposing);
    }

    private void CheckFinite(ReadOnlySpan<float> values, int row, string kind)
    {
        for (int i = 0; i < values.Length && !_data.AllowNonFinite; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                throw new InvalidDataException(FormattableString.Invariant(
                    $"'{(kind == "feature" ? _data.FeaturesPath : _data.ExpectedPath)}', row {row}, {kind} {i}: expected a finite number, found {values[i]} ")
                    + "(allowNonFinite: true accepts it).");
            }
        }
    }
}
