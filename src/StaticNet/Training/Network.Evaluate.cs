namespace StaticNet;

public abstract partial class Network
{
    /// <summary>
    /// Judges the network on a data set as it predicts: with moving statistics, without dropout, layer by layer (nothing folded).
    /// </summary>
    /// <param name="data">Labels for a classifier, targets for any network.</param>
    /// <param name="batchSize">Samples judged at once, at least 1. Of no influence on the result but through rounding.</param>
    /// <exception cref="ArgumentException">The data do not fit the network, or there are none.</exception>
    public Evaluation Evaluate(DataSet data, int batchSize = 256) => Evaluate(data, EvaluationMode.Prediction, batchSize);

    /// <summary>
    /// Judges the network on a data set in a mode of its choice: how well it does by the statistics of batches, as it trains, beside how well
    /// it predicts. Nothing is trained; <see cref="MeasureStatisticsGap"/> measures both at once.
    /// </summary>
    /// <param name="data">Labels for a classifier, targets for any network.</param>
    /// <param name="mode">How the network runs.</param>
    /// <param name="batchSize">
    /// Samples judged at once, at least 1. In the modes that take statistics of batches it matters as in training, and where BatchNorm sees one
    /// value a channel and sample has to be at least 2; rows are then read in an order that the network's seed decides.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The data do not fit the network, or there are none; a batch would leave BatchNorm a single value a channel.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is not positive, or there is no such mode.</exception>
    public Evaluation Evaluate(DataSet data, EvaluationMode mode, int batchSize = 256) => Evaluate(data, [], mode, batchSize);

    /// <summary>Judges the network on a data set by further figures beside loss, accuracy and errors: exactly, over all rows.</summary>
    /// <param name="data">Labels for a classifier, targets for any network.</param>
    /// <param name="metrics">Such as <c>[Metric.TopK(3), Metric.F1(Average.Macro), Metric.RocAuc()]</c>.</param>
    /// <param name="mode">How the network runs; as it predicts by default.</param>
    /// <param name="batchSize">Samples judged at once, at least 1, as in <see cref="Evaluate(DataSet, EvaluationMode, int)"/>.</param>
    /// <exception cref="ArgumentException">
    /// The data do not fit the network, or there are none; a metric makes no sense of them; a batch would leave BatchNorm a single value a
    /// channel.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is not positive, or there is no such mode.</exception>
    public Evaluation Evaluate(
        DataSet data, IReadOnlyList<Metric> metrics, EvaluationMode mode = EvaluationMode.Prediction, int batchSize = 256)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        if (!Enum.IsDefined(mode))
        {
            throw new ArgumentOutOfRangeException(
                nameof(mode), mode, "Expected EvaluationMode.Prediction, EvaluationMode.BatchStatistics or EvaluationMode.Training.");
        }

        DataRequirements.Check(Layout, data, nameof(data));
        DataRequirements.CheckClasses(Layout.Name, ClassNames, data, nameof(data));
        Metric.Check(metrics, Layout, data, nameof(metrics));
        RequireBatches(data, mode, batchSize);
        using var pass = new EvaluationPass(this, data, batchSize, mode: mode) { Metrics = metrics };
        bool classifies = pass.ClassCount > 0;
        int[,]? confusion = classifies ? new int[pass.ClassCount, pass.ClassCount] : null;
        RegressionErrors? errors = classifies ? null : new RegressionErrors(pass.MaximumRows * Layout.OutputSize);
        pass.Run(confusion, errors, CancellationToken.None);
        if (pass.Rows == 0)
        {
            throw DataRequirements.NoRows(nameof(data));
        }

        return new Evaluation(pass.Rows, pass.Loss)
        {
            Accuracy = pass.Accuracy,
            ConfusionMatrix = confusion,
            ClassNames = ClassNames.Count == 0 && data.ClassNames.Count == pass.ClassCount ? data.ClassNames : ClassNames,
            Metrics = pass.Values,
            RocCurves = pass.Curves,
            MeanAbsoluteError = errors?.MeanAbsolute,
            MeanSquaredError = errors?.MeanSquared,
        };
    }

    /// <summary>
    /// Judges the network twice on the same batches, by moving statistics, as it predicts, and by the batches' own, as it trains (without
    /// dropout): how much worse predictions are than training suggests, and why, if they are. <see cref="Fit"/> does so at its end, on a few
    /// batches, and warns where the gap is large.
    /// </summary>
    /// <param name="data">Labels for a classifier, targets for any network.</param>
    /// <param name="batchSize">
    /// Samples a batch: as many as in training, since their number decides how far a batch's statistics are from those of all data. At least 2
    /// where BatchNorm sees one value a channel and sample.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The data do not fit the network, or there are none; a batch would leave BatchNorm a single value a channel.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> is not positive.</exception>
    /// <exception cref="InvalidOperationException">
    /// The network holds no BatchNorm whose statistics move, or its normalisers have not been fitted.
    /// </exception>
    public StatisticsGap MeasureStatisticsGap(DataSet data, int batchSize = 32)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        DataRequirements.Check(Layout, data, nameof(data));
        RequireMovingStatistics();
        RequireBatches(data, EvaluationMode.BatchStatistics, batchSize);
        using var batches = new TrainingBatches(data, batchSize, Layout.BatchNormValuesPerSample == 1, dropLast: false);
        return new GapMeasurement(this, batches).Run(int.MaxValue) ?? throw DataRequirements.NoRows(nameof(data));
    }

    private void RequireBatches(DataSet data, EvaluationMode mode, int batchSize)
    {
        if (mode != EvaluationMode.Prediction && Layout.BatchNormValuesPerSample == 1 && (batchSize == 1 || data.RowCount == 1))
        {
            throw new ArgumentException(
                $"{Layout.Name} holds a BatchNorm, and a batch of one sample has no variance: judge it by batches of two or more, or as it predicts.",
                batchSize == 1 ? nameof(batchSize) : nameof(data));
        }
    }
}
