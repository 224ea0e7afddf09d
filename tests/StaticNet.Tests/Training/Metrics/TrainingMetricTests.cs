namespace StaticNet.Tests.Training.Metrics;

/// <summary>Metrics of epochs: in the history, watched by callbacks, on the console.</summary>
public sealed class TrainingMetricTests
{
    private static readonly Metric[] _all =
    [
        Metric.Accuracy, Metric.TopK(2), Metric.Precision(Average.Macro), Metric.Recall(ofClass: 1), Metric.F1(Average.Weighted), Metric.RocAuc(),
        Metric.LogLoss,
    ];

    [Fact]
    public void Validation_is_exact_and_training_runs_along()
    {
        MemoryDataSet data = TestData.Clusters(50);
        MemoryDataSet validation = TestData.Clusters(23, seed: 2);
        var network = new LinearNetwork(LinearNetwork.LayoutOf(2, 3));
        var atEpochEnd = new List<MetricCollection>();
        var afterBatch = new List<MetricCollection>();
        History history = network.Fit(
            data,
            new FitOptions
            {
                Epochs = 3,
                BatchSize = 8,
                Metrics = _all,
                Validation = validation,
                Callbacks =
                [
                    new Observer
                    {
                        BatchEnd = context => afterBatch.Add(context.Metrics),
                        EpochEnd = context => atEpochEnd.Add(context.Network.Evaluate(validation, _all).Metrics),
                    },
                ],
            });
        Assert.Equal(atEpochEnd, history.Epochs.Select(static epoch => epoch.ValidationMetrics));
        foreach (EpochRecord epoch in history.Epochs)
        {
            Assert.Equal(afterBatch[(7 * epoch.Epoch) - 1], epoch.Metrics);
            Assert.Equal(epoch.Accuracy!.Value, epoch.Metrics[Metric.Accuracy], 1e-12);
            Assert.Equal(epoch.ValidationAccuracy!.Value, epoch.ValidationMetrics[Metric.Accuracy], 1e-12);
            Assert.Equal(epoch.Loss, epoch.Metrics[Metric.LogLoss], 1e-5);
            Assert.Equal(epoch.ValidationLoss!.Value, epoch.ValidationMetrics[Metric.LogLoss], 1e-5);
        }
    }

    [Fact]
    public void Metrics_of_frozen_weights_are_those_of_an_evaluation()
    {
        MemoryDataSet data = TestData.Clusters(37);
        var network = new LinearNetwork(LinearNetwork.LayoutOf(2, 3));
        MetricCollection expected = network.Evaluate(data, _all).Metrics;
        foreach (DataSet form in new DataSet[] { data, new StreamedDataSet(data) })
        {
            History history = network.Fit(form, new FitOptions { Epochs = 2, Metrics = _all, BatchSize = 5, Optimizer = Optimizer.Sgd(1e-30) });
            foreach (EpochRecord epoch in history.Epochs)
            {
                foreach ((string name, double value) in expected)
                {
                    Assert.Equal(value, epoch.Metrics[name], 1e-12);
                }

                Assert.Same(MetricCollection.None, epoch.ValidationMetrics);
            }
        }
    }

    [Fact]
    public void Metrics_change_no_weight()
    {
        float[] Fit(params Metric[] metrics)
        {
            var network = new LinearNetwork(LinearNetwork.LayoutOf(2, 3));
            network.Fit(TestData.Clusters(50), new FitOptions { Epochs = 2, Metrics = metrics });
            return network.Parameters[0].ToArray();
        }

        Assert.Equal(Fit(), Fit(_all));
    }

    [Fact]
    public void Callbacks_watch_any_metric()
    {
        // The learning rate is far too high for the first steps to be the best, and the metric says which epoch was.
        var stopping = new EarlyStopping { Metric = TrainingMetric.OnTraining(Metric.RocAuc()), Patience = 3, RestoreBest = false };
        var network = new LinearNetwork(LinearNetwork.LayoutOf(2, 3));
        History history = network.Fit(
            TestData.Clusters(60), new FitOptions { Epochs = 30, Metrics = [Metric.RocAuc()], Optimizer = Optimizer.Sgd(0.1), Callbacks = [stopping] });
        double best = history.Epochs.Max(static epoch => epoch.Metrics[Metric.RocAuc()]);
        Assert.Equal(best, history.Epochs[stopping.BestEpoch - 1].Metrics[Metric.RocAuc()]);
        Assert.True(history.Stopped);

        var errors = new EarlyStopping { Metric = TrainingMetric.OnValidation(Metric.MeanAbsoluteError), Patience = 1000, RestoreBest = false };
        var regression = new LinearNetwork(LinearNetwork.LayoutOf(2, 1, LossKind.MeanSquaredError));
        history = regression.Fit(
            TestData.Line(40),
            new FitOptions
            {
                Epochs = 5,
                Metrics = [Metric.MeanAbsoluteError, Metric.R2],
                Validation = TestData.Line(20, seed: 2),
                Callbacks = [errors],
            });
        double smallest = history.Epochs.Min(static epoch => epoch.ValidationMetrics[Metric.MeanAbsoluteError]);
        Assert.Equal(smallest, history.Epochs[errors.BestEpoch - 1].ValidationMetrics[Metric.MeanAbsoluteError]);
    }

    [Fact]
    public void A_metric_that_is_not_there_is_refused_before_the_first_step()
    {
        void Fit(TrainingMetric metric, bool validates) => new LinearNetwork(LinearNetwork.LayoutOf(2, 3)).Fit(
            TestData.Clusters(9),
            new FitOptions
            {
                Metrics = [Metric.LogLoss],
                Validation = validates ? TestData.Clusters(9) : null,
                Callbacks = [new ReduceOnPlateau { Metric = metric }],
            });
        Fit(TrainingMetric.OnTraining(Metric.LogLoss), validates: false);
        Fit(TrainingMetric.OnValidation(Metric.LogLoss), validates: true);
        Assert.Contains(
            "watches f1 (macro), which this training does not have: give FitOptions.Metrics 'f1 (macro)'",
            Assert.Throws<InvalidOperationException>(() => Fit(TrainingMetric.OnTraining(Metric.F1(Average.Macro)), true)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "watches validation log loss, which this training does not have: give FitOptions.Validation",
            Assert.Throws<InvalidOperationException>(() => Fit(TrainingMetric.OnValidation(Metric.LogLoss), false)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_console_shows_them()
    {
        var text = new StringWriter();
        new LinearNetwork(LinearNetwork.LayoutOf(2, 3)).Fit(
            TestData.Clusters(9),
            new FitOptions
            {
                Epochs = 1,
                Metrics = [Metric.RocAuc()],
                Validation = TestData.Clusters(30),
                Progress = new ConsoleProgress(text, live: false),
            });
        Assert.Matches(@"accuracy [\d.]+  roc auc \(macro\) [\d.]{6}  validation loss [\d.]+  accuracy [\d.]+  roc auc \(macro\) [\d.]{6}", text.ToString());
    }
}
