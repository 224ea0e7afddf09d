namespace StaticNet;

/// <summary>Reads a data set in memory. Allocates when it is made and when it is first asked to shuffle, never in a read.</summary>
internal sealed class MemoryBatchReader : BatchReader
{
    private readonly MemoryDataSet _data;
    private int[] _shuffled = [];
    private bool _shuffle;
    private int _position;

    public MemoryBatchReader(MemoryDataSet data, BatchOrder order)
    {
        _data = data;
        Restart(order);
    }

    public override int Read(int maximumRows, Span<float> features, Span<int> labels, Span<float> targets)
    {
        CheckArguments(_data, maximumRows, features, labels, targets);
        return ReadRows(maximumRows, features, labels, targets, default);
    }

    public override int ReadWeighted(int maximumRows, Span<float> features, Span<int> labels, Span<float> targets, Span<float> weights)
    {
        if (!_data.HasWeights)
        {
            return base.ReadWeighted(maximumRows, features, labels, targets, weights);
        }

        CheckArguments(_data, maximumRows, features, labels, targets);
        CheckWeights(_data, maximumRows, weights);
        return ReadRows(maximumRows, features, labels, targets, weights);
    }

    internal override int ReadPlaces(int maximumRows, Span<int> places, Span<int> labels, Span<float> targets, Span<float> weights)
    {
        int rows = Math.Min(maximumRows, _data.Count - _position);
        if (_shuffle)
        {
            for (int i = 0; i < rows; i++)
            {
                _data.CopyPlaces(
                    _shuffled[_position + i], places.Slice(i, 1), _data.HasLabels ? labels[i..] : default, targets[(i * _data.TargetCount)..],
                    weights.IsEmpty ? default : weights[i..]);
            }
        }
        else
        {
            _data.CopyPlaces(_position, places[..rows], labels, targets, weights);
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

        if (_shuffled.Length != _data.Count)
        {
            _shuffled = new int[_data.Count];
        }

        for (int row = 0; row < _shuffled.Length; row++)
        {
            _shuffled[row] = row;
        }

        RowOrder.Shuffle(_shuffled, order.Seed, RowOrder.StreamOfEpoch(order.Epoch));
    }

    private int ReadRows(int maximumRows, Span<float> features, Span<int> labels, Span<float> targets, Span<float> weights)
    {
        int rows = Math.Min(maximumRows, _data.Count - _position);
        if (_shuffle)
        {
            for (int i = 0; i < rows; i++)
            {
                _data.CopyRows(
                    _shuffled[_position + i], 1, features[(i * _data.FeatureCount)..], _data.HasLabels ? labels[i..] : default,
                    targets[(i * _data.TargetCount)..], weights.IsEmpty ? default : weights[i..]);
            }
        }
        else
        {
            _data.CopyRows(_position, rows, features, labels, targets, weights);
        }

        _position += rows;
        return rows;
    }
}
