namespace StaticNet;

/// <summary>
/// The batches of an epoch, in buffers that serve all of them. Where single rows are to be avoided it reads two rows ahead, and so knows of
/// a last batch of one row while the batch before it can still be cut.
/// </summary>
internal sealed class TrainingBatches : IDisposable
{
    private readonly DataSet _data;
    private readonly int _batchSize;
    private readonly bool _avoidSingle;
    private readonly bool _dropLast;
    private readonly int _capacity;
    private readonly ReadOnlyMemory<float> _stored;
    private readonly float[] _features;
    private readonly int[] _places;
    private readonly int[] _labels;
    private readonly float[] _targets;
    private readonly float[] _weights;
    private BatchReader? _reader;
    private int _held;
    private long _read;
    private bool _ended;

    /// <summary>Allocates the buffers; <see cref="Begin"/> opens the data.</summary>
    /// <param name="data">What to read.</param>
    /// <param name="batchSize">Rows of a batch, at least 1, at least 2 if single rows are to be avoided.</param>
    /// <param name="avoidSingle">Whether no batch may have one row.</param>
    /// <param name="dropLast">Whether a last batch that is not full is left out.</param>
    public TrainingBatches(DataSet data, int batchSize, bool avoidSingle, bool dropLast)
    {
        _data = data;
        _batchSize = batchSize;
        _avoidSingle = avoidSingle && !dropLast;
        _dropLast = dropLast;
        // One row more than there are: only a read that comes short tells the end.
        long capacity = Math.Min(batchSize + (_avoidSingle ? 2L : 0), (data.RowCount ?? long.MaxValue - 1) + 1);
        long widest = Math.Max(data.FeatureCount, Math.Max(data.TargetCount, 1));
        if (capacity * widest > Array.MaxLength)
        {
            throw new ArgumentException(
                $"Batches of {capacity} rows of {widest} values are more than memory can hold in one array.", nameof(batchSize));
        }

        _capacity = (int)capacity;
        _stored = data.StoredFeatures;
        _features = new float[IsStored ? 0 : _capacity * data.FeatureCount];
        _places = new int[IsStored ? _capacity : 0];
        _labels = new int[data.HasLabels ? _capacity : 0];
        _targets = new float[_capacity * data.TargetCount];
        _weights = new float[data.HasWeights ? _capacity : 0];
        MaximumRows = (int)Math.Min(_avoidSingle && batchSize == 2 ? 3 : batchSize, data.RowCount ?? _capacity);
    }

    /// <summary>Whether the data are being read: an exception that is thrown then comes from them.</summary>
    public bool IsReading { get; private set; }

    /// <summary>Rows a batch has at most.</summary>
    public int MaximumRows { get; }

    /// <summary>Rows of the data, if known.</summary>
    public long? RowCount => _data.RowCount;

    /// <summary>Rows of the batch at hand.</summary>
    public int Rows { get; private set; }

    /// <summary>Its features: those of data in memory where they lie, others in a buffer.</summary>
    public InputBatch Input =>
        IsStored ? new(_stored, _places.AsMemory(0, Rows)) : new(_features.AsMemory(0, Rows * _data.FeatureCount));

    /// <summary>Its labels; empty if the data hold targets.</summary>
    public ReadOnlyMemory<int> Labels => _labels.AsMemory(0, _data.HasLabels ? Rows : 0);

    /// <summary>Its targets, <c>[rows, TargetCount]</c>; empty if the data hold labels.</summary>
    public ReadOnlyMemory<float> Targets => _targets.AsMemory(0, Rows * _data.TargetCount);

    /// <summary>Its samples' weights; empty if all weigh 1.</summary>
    public ReadOnlyMemory<float> Weights => _weights.AsMemory(0, _data.HasWeights ? Rows : 0);

    private bool IsStored => !_stored.IsEmpty;

    /// <summary>Steps of an epoch over <paramref name="rows"/> rows.</summary>
    public int StepsOf(long rows)
    {
        long steps = rows / _batchSize;
        long rest = rows % _batchSize;
        bool joined = _avoidSingle && _batchSize == 2 && steps > 0;
        return (int)Math.Min(int.MaxValue, steps + (rest > 0 && !_dropLast && !joined ? 1 : 0));
    }

    /// <summary>Starts an epoch, before its first batch.</summary>
    public void Begin(BatchOrder order)
    {
        IsReading = true;
        if (_reader is null)
        {
            _reader = _data.OpenReader(order);
        }
        else
        {
            _reader.Restart(order);
        }

        IsReading = false;
        Rows = 0;
        _held = 0;
        _read = 0;
        _ended = false;
    }

    /// <summary>Moves on to the next batch; false when the epoch is over.</summary>
    /// <exception cref="ArgumentException">There is but one row in all, and single rows are to be avoided.</exception>
    public bool Next()
    {
        DropBatch();
        Fill();
        if (_held == 0 || (_dropLast && _held < _batchSize))
        {
            return false;
        }

        bool singleLeft = _avoidSingle && _ended && _held == _batchSize + 1;
        Rows = !singleLeft ? Math.Min(_held, _batchSize) : _batchSize == 2 ? 3 : (_held + 1) / 2;
        if (_avoidSingle && Rows == 1)
        {
            throw new ArgumentException("BatchNorm needs batches of two or more samples; the data set has a single row.", "data");
        }

        return true;
    }

    /// <summary>The features of row <paramref name="row"/> of the batch at hand.</summary>
    public ReadOnlySpan<float> FeaturesOf(int row)
    {
        ReadOnlySpan<float> values = IsStored ? _stored.Span : _features;
        return values.Slice((IsStored ? _places[row] : row) * _data.FeatureCount, _data.FeatureCount);
    }

    /// <summary>Says which value of the batch is not finite, as a clause to end a sentence with; empty if all are.</summary>
    public string DescribeNonFinite()
    {
        for (int row = 0; row < Rows; row++)
        {
            if (Describe(FeaturesOf(row), row, "feature") is { Length: > 0 } feature)
            {
                return feature;
            }
        }

        for (int row = 0; row < Rows && !_data.HasLabels; row++)
        {
            if (Describe(_targets.AsSpan(row * _data.TargetCount, _data.TargetCount), row, "target") is { Length: > 0 } target)
            {
                return target;
            }
        }

        return "";
    }

    public void Dispose() => _reader?.Dispose();

    private static string Describe(ReadOnlySpan<float> values, int row, string kind)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                return FormattableString.Invariant($": {kind} {i} of row {row} of the batch is {values[i]}");
            }
        }

        return "";
    }

    private void DropBatch()
    {
        _held -= Rows;
        int count = _held;
        if (IsStored)
        {
            CopyDown(_places, Rows, count);
        }
        else
        {
            CopyDown(_features, Rows * _data.FeatureCount, count * _data.FeatureCount);
        }

        CopyDown(_targets, Rows * _data.TargetCount, count * _data.TargetCount);
        if (_data.HasLabels)
        {
            CopyDown(_labels, Rows, count);
        }

        if (_data.HasWeights)
        {
            CopyDown(_weights, Rows, count);
        }

        Rows = 0;
    }

    private void Fill()
    {
        IsReading = true;
        while (!_ended && _held < _capacity)
        {
            int wanted = _capacity - _held;
            Span<int> labels = _data.HasLabels ? _labels.AsSpan(_held) : default;
            Span<float> targets = _targets.AsSpan(_held * _data.TargetCount);
            Span<float> weights = _data.HasWeights ? _weights.AsSpan(_held) : default;
            Span<float> features = IsStored ? default : _features.AsSpan(_held * _data.FeatureCount);
            int read = IsStored ? _reader!.ReadPlaces(wanted, _places.AsSpan(_held), labels, targets, weights)
                : _data.HasWeights ? _reader!.ReadWeighted(wanted, features, labels, targets, weights)
                : _reader!.Read(wanted, features, labels, targets);
            Check(read, wanted);
            _held += read;
            _read += read;
            _ended = read < wanted;
        }

        IsReading = false;
    }

    /// <summary>Kernels trust labels, so no data source is trusted with them.</summary>
    private void Check(int read, int wanted)
    {
        if ((uint)read > (uint)wanted)
        {
            throw new InvalidDataException($"The data set's reader was asked for {wanted} rows and says that it read {read}.");
        }

        for (int i = 0; i < read && _data.HasLabels; i++)
        {
            if ((uint)_labels[_held + i] >= (uint)_data.ClassCount)
            {
                throw new InvalidDataException(
                    $"Row {_read + i} of the pass: expected a label from 0 to {_data.ClassCount - 1}, found {_labels[_held + i]}.");
            }
        }

        for (int i = 0; i < read && _data.HasWeights; i++)
        {
            if (!SampleWeight.IsValid(_weights[_held + i]))
            {
                throw new InvalidDataException(FormattableString.Invariant(
                    $"Row {_read + i} of the pass: expected a weight that is a finite number of at least 0, found {_weights[_held + i]}."));
            }
        }
    }

    private static void CopyDown<T>(T[] values, int start, int count) => values.AsSpan(start, count).CopyTo(values);
}
