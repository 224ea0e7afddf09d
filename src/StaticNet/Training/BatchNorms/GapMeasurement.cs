namespace StaticNet;

/// <summary>Runs batches by moving statistics and by their own, and compares.</summary>
internal sealed class GapMeasurement(Network network, TrainingBatches batches)
{
    private readonly ModePass _prediction = new(network, EvaluationMode.Prediction);
    private readonly ModePass _batch = new(network, EvaluationMode.BatchStatistics);
    private readonly ClassReadout? _readout = ClassReadout.Create(network, batches.MaximumRows);
    private readonly float[] _predicted = new float[batches.MaximumRows * network.Layout.OutputSize];
    private readonly float[] _trained = new float[batches.MaximumRows * network.Layout.OutputSize];

    /// <summary>Momenta whose averages still hold a lot of what they began with, and how much.</summary>
    public IReadOnlyList<(double Momentum, double Share)> InitialShares { get; init; } = [];

    /// <summary>Whether the data are those of validation.</summary>
    public bool OnValidation { get; init; }

    /// <summary>Measures on up to <paramref name="count"/> batches in an order that the seed decides; null if there are none.</summary>
    public StatisticsGap? Run(int count)
    {
        double predictionLoss = 0;
        double batchLoss = 0;
        long predictionCorrect = 0;
        long batchCorrect = 0;
        long rows = 0;
        int columns = network.Layout.OutputShape[^1];
        var spread = new ColumnSpread(columns);
        double squares = 0;
        batches.Begin(new BatchOrder(Shuffle: true, network.Seed, Epoch: 0));
        for (int i = 0; i < count && batches.Next(); i++)
        {
            if (batches.Rows * network.Layout.BatchNormValuesPerSample == 1)
            {
                // Has no variance, and is the rest of many.
                continue;
            }

            predictionLoss += Judge(_prediction, _predicted, ref predictionCorrect);
            batchLoss += Judge(_batch, _trained, ref batchCorrect);
            rows += batches.Rows;
            int values = batches.Rows * network.Layout.OutputSize;
            spread.Add(_trained.AsSpan(0, values));
            for (int value = 0; value < values; value++)
            {
                double difference = (double)_predicted[value] - _trained[value];
                squares += difference * difference;
            }
        }

        if (rows == 0)
        {
            return null;
        }

        double judged = (double)rows * network.Layout.OutputRows;
        return new StatisticsGap(rows, batches.MaximumRows, batches.MaximumRows * network.Layout.BatchNormValuesPerSample)
        {
            PredictionLoss = predictionLoss / rows,
            BatchLoss = batchLoss / rows,
            PredictionAccuracy = _readout is null ? null : predictionCorrect / judged,
            BatchAccuracy = _readout is null ? null : batchCorrect / judged,
            OutputGap = squares == 0 ? 0 : Math.Sqrt(squares / spread.SumOfSquares),
            InitialShares = InitialShares,
            OnValidation = OnValidation,
        };
    }

    /// <summary>The loss of all rows of the batch at hand.</summary>
    private double Judge(ModePass pass, Span<float> output, ref long correct)
    {
        pass.Run(batches.Input, batches.Rows);
        if (_readout is not null)
        {
            _readout.Read(batches.Labels.Span, batches.Targets.Span, batches.Rows);
            correct += _readout.Correct;
        }

        network.ReadOutput(output[..(batches.Rows * network.Layout.OutputSize)], batches.Rows);
        return network.LossPass(batches.Labels.Span, batches.Targets.Span, batches.Rows, gradient: false) * batches.Rows;
    }

    /// <summary>Squared distances of values to the means of their columns, in one pass (Welford, 1962).</summary>
    private sealed class ColumnSpread(int columns)
    {
        private readonly double[] _mean = new double[columns];
        private long _rows;

        public double SumOfSquares { get; private set; }

        public void Add(ReadOnlySpan<float> values)
        {
            for (int start = 0; start < values.Length; start += columns)
            {
                _rows++;
                for (int column = 0; column < columns; column++)
                {
                    double difference = values[start + column] - _mean[column];
                    _mean[column] += difference / _rows;
                    SumOfSquares += difference * (values[start + column] - _mean[column]);
                }
            }
        }
    }
}
