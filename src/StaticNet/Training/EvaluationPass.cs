using StaticNet.Kernels;

namespace StaticNet;

/// <summary>Passes over a data set, nothing folded and nothing trained. Buffers serve all passes.</summary>
internal sealed class EvaluationPass : IDisposable
{
    private readonly Network _network;
    private readonly TrainingBatches _batches;
    private readonly ClassReadout? _readout;
    private readonly MetricPass? _metrics;
    private readonly ModePass _pass;
    private readonly BatchOrder _order;

    /// <summary>Allocates the buffers.</summary>
    /// <param name="network">What is judged.</param>
    /// <param name="data">What it is judged by.</param>
    /// <param name="batchSize">Rows of a batch.</param>
    /// <param name="team">Who takes part; the calling thread alone if null.</param>
    /// <param name="mode">
    /// How the network runs. Where batches matter, rows are read in the order that the network's seed gives: data may be sorted by class.
    /// </param>
    public EvaluationPass(Network network, DataSet data, int batchSize, Team? team = null, EvaluationMode mode = EvaluationMode.Prediction)
    {
        _network = network;
        _pass = new ModePass(network, mode, team);
        bool takesBatches = mode != EvaluationMode.Prediction && network.Layout.BatchNormValuesPerSample > 0;
        bool avoidSingle = takesBatches && network.Layout.BatchNormValuesPerSample == 1;
        _order = takesBatches ? new BatchOrder(Shuffle: true, network.Seed, Epoch: 0) : BatchOrder.Sequential;
        _batches = new TrainingBatches(data, batchSize, avoidSingle, dropLast: false);
        _readout = ClassReadout.Create(network, _batches.MaximumRows);
    }

    /// <summary>Judged by beside loss and accuracy.</summary>
    public IReadOnlyList<Metric> Metrics
    {
        init => _metrics = MetricPass.Create(_network, _readout, value, _batches.MaximumRows, _batches.RowCount);
    }

    /// <summary>Whether the data are being read: an exception that is thrown then comes from them.</summary>
    public bool IsReading => _batches.IsReading;

    /// <summary>Rows a batch has at most.</summary>
    public int MaximumRows => _batches.MaximumRows;

    /// <summary>Classes of the confusion matrix; 0 for a regression.</summary>
    public int ClassCount => _readout?.ClassCount ?? 0;

    /// <summary>Rows of the last pass.</summary>
    public long Rows { get; private set; }

    /// <summary>Mean loss of the last pass.</summary>
    public double Loss { get; private set; }

    /// <summary>Accuracy of the last pass; null for a regression.</summary>
    public double? Accuracy { get; private set; }

    /// <summary>What the metrics of the last pass came to.</summary>
    public MetricCollection Values { get; private set; } = MetricCollection.None;

    /// <summary>ROC curves of the last pass, if a metric keeps what they are made of.</summary>
    public IReadOnlyList<RocCurve>? Curves => _metrics?.Curves();

    /// <summary>Judges all rows.</summary>
    /// <param name="confusion">Counts <c>[actual, predicted]</c> are added here unless null.</param>
    /// <param name="errors">Errors of the outputs are added here unless null.</param>
    /// <param name="cancellation">Ends the pass between two batches.</param>
    /// <returns>False if the pass was cancelled: the results are those of the pass before.</returns>
    public bool Run(int[,]? confusion, RegressionErrors? errors, CancellationToken cancellation)
    {
        double loss = 0;
        long rows = 0;
        long correct = 0;
        _metrics?.Reset();
        _batches.Begin(_order);
        while (_batches.Next())
        {
            if (cancellation.IsCancellationRequested)
            {
                return false;
            }

            _pass.Run(_batches.Input, _batches.Rows);
            if (_readout is not null)
            {
                _readout.Read(_batches.Labels.Span, _batches.Targets.Span, _batches.Rows);
                correct += _readout.Correct;
                Count(confusion, _readout.Actual, _readout.Predicted);
            }

            _metrics?.Add(_batches.Targets.Span, _batches.Rows);
            double mean = _network.LossPass(
                _batches.Labels.Span, _batches.Targets.Span, _batches.Weights.Span, _batches.Rows, gradient: false);
            loss += mean * _batches.Rows;
            errors?.Add(_network, _batches.Targets.Span, _batches.Rows);
            rows += _batches.Rows;
        }

        Rows = rows;
        Loss = loss / rows;
        Values = rows == 0 || _metrics is null ? MetricCollection.None : _metrics.Values();
        Accuracy = _readout is null ? null : (double)correct / (rows * _network.Layout.OutputRows);
        return true;
    }

    public void Dispose() => _batches.Dispose();

    private static void Count(int[,]? confusion, ReadOnlySpan<int> actual, ReadOnlySpan<int> predicted)
    {
        for (int i = 0; confusion is not null && i < actual.Length; i++)
        {
            confusion[actual[i], predicted[i]]++;
        }
    }
}
