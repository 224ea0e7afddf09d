using StaticNet.Kernels;

namespace StaticNet;

/// <summary>
/// Reads a CSV file from start to end. To shuffle, it holds a window of rows: each row read is drawn from the window at random, and the
/// next row of the file takes its place.
/// </summary>
internal sealed class CsvBatchReader : BatchReader
{
    private readonly CsvDataSet _data;
    private readonly CsvLayout _layout;
    private readonly CsvLineReader _lines;
    private readonly int _labelCount;
    private readonly int _weightCount;
    private float[] _windowFeatures = [];
    private int[] _windowLabels = [];
    private float[] _windowTargets = [];
    private float[] _windowWeights = [];
    private int _windowSize;
    private int _held;
    private BatchOrder _order;
    private long _rowsRead;
    private bool _atEnd;
    private ulong _draws;

    public CsvBatchReader(CsvDataSet data, CsvLayout layout, BatchOrder order)
    {
        _data = data;
        _layout = layout;
        _labelCount = data.HasLabels ? 1 : 0;
        _weightCount = data.HasWeights ? 1 : 0;
        _lines = new CsvLineReader(data.Path);
        Begin(order);
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

    public override void Restart(BatchOrder order)
    {
        _lines.Restart();
        Begin(order);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _lines.Dispose();
        }

        base.Dispose(disposing);
    }

    private int ReadRows(int maximumRows, Span<float> features, Span<int> labels, Span<float> targets, Span<float> weights)
    {
        for (int row = 0; row < maximumRows; row++)
        {
            Span<float> rowFeatures = features.Slice(row * _data.FeatureCount, _data.FeatureCount);
            Span<int> rowLabels = labels.Slice(row * _labelCount, _labelCount);
            Span<float> rowTargets = targets.Slice(row * _data.TargetCount, _data.TargetCount);
            Span<float> rowWeights = weights.IsEmpty ? default : weights.Slice(row, 1);
            bool isRead = _windowSize > 0
                ? TryDrawRow(rowFeatures, rowLabels, rowTargets, rowWeights)
                : TryReadRow(rowFeatures, rowLabels, rowTargets, rowWeights);
            if (!isRead)
            {
                return row;
            }
        }

        return maximumRows;
    }

    private void Begin(BatchOrder order)
    {
        _order = order;
        _rowsRead = 0;
        _atEnd = false;
        _held = 0;
        _draws = 0;
        _windowSize = order.Shuffle ? (int)_data.ShuffleWindow : 0;
        if (_windowSize > 0 && _windowFeatures.Length == 0)
        {
            _windowFeatures = new float[_windowSize * _data.FeatureCount];
            _windowLabels = new int[_windowSize * _labelCount];
            _windowTargets = new float[_windowSize * _data.TargetCount];
            _windowWeights = new float[_windowSize * _weightCount];
        }

        if (_layout.HasHeader)
        {
            _lines.TryRead(out _);
        }
    }

    private bool TryReadRow(Span<float> features, Span<int> labels, Span<float> targets, Span<float> weights)
    {
        if (_atEnd)
        {
            return false;
        }

        if (!_lines.TryRead(out ReadOnlySpan<byte> line))
        {
            _atEnd = true;
            _data.SetRowCount(_rowsRead);
            return false;
        }

        _layout.ParseRow(line, _lines.LineNumber, features, labels, targets, weights);
        _rowsRead++;
        return true;
    }

    private bool TryDrawRow(Span<float> features, Span<int> labels, Span<float> targets, Span<float> weights)
    {
        while (_held < _windowSize && TryReadRow(WindowFeatures(_held), WindowLabels(_held), WindowTargets(_held), WindowWeights(_held)))
        {
            _held++;
        }

        if (_held == 0)
        {
            return false;
        }

        int drawn = Philox.Below(_order.Seed, RowOrder.StreamOfEpoch(_order.Epoch), _draws++, _held);
        WindowFeatures(drawn).CopyTo(features);
        WindowLabels(drawn).CopyTo(labels);
        WindowTargets(drawn).CopyTo(targets);
        if (!weights.IsEmpty)
        {
            WindowWeights(drawn).CopyTo(weights);
        }

        // The last row moves into the gap, so that the next one of the file is read behind it.
        _held--;
        WindowFeatures(_held).CopyTo(WindowFeatures(drawn));
        WindowLabels(_held).CopyTo(WindowLabels(drawn));
        WindowTargets(_held).CopyTo(WindowTargets(drawn));
        WindowWeights(_held).CopyTo(WindowWeights(drawn));
        return true;
    }

    private Span<float> WindowFeatures(int row) => _windowFeatures.AsSpan(row * _data.FeatureCount, _data.FeatureCount);

    private Span<int> WindowLabels(int row) => _windowLabels.AsSpan(row * _labelCount, _labelCount);

    private Span<float> WindowTargets(int row) => _windowTargets.AsSpan(row * _data.TargetCount, _data.TargetCount);

    private Span<float> WindowWeights(int row) => _windowWeights.AsSpan(row * _weightCount, _weightCount);
}
