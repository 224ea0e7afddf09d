using StaticNet;

namespace TrainingWalk;

internal static partial class Walk
{
    private static void S02Metrics()
    {
        Metric f1 = Metric.F1(Average.Macro);
        var stopping = new EarlyStopping { Metric = TrainingMetric.OnValidation(f1), Patience = 5 };
        var net = new DigitNet(seed: 1);
        History history = net.Fit(Digits.Train, new FitOptions
        {
            Epochs = 30,
            Metrics = [f1, Metric.TopK(2)],
            Validation = Digits.Validation,
            Callbacks = [stopping],
        });
        EpochRecord best = history.Epochs[stopping.BestEpoch - 1];
        Console.WriteLine($"epoch {best.Epoch} of {history.Epochs.Count} was best: f1 {best.Metrics[f1]:F3} in training, {best.ValidationMetrics[f1]:F3} on validation data");

        Evaluation test = net.Evaluate(
            Digits.Test,
            [
                Metric.Accuracy, Metric.TopK(2), Metric.TopK(3), Metric.LogLoss, Metric.RocAuc(), Metric.RocAuc(ofClass: 8),
                Metric.Precision(Average.Macro), Metric.Recall(Average.Micro), Metric.F1(Average.Weighted), Metric.F1(ofClass: 8),
            ]);
        foreach ((string name, double value) in test.Metrics)
        {
            Console.WriteLine($"{name,-20} {value:F4}");
        }

        Console.WriteLine(test.Classification);
        int[,] confusion = test.ConfusionMatrix!;
        Console.WriteLine($"of {test.Classification!.Classes[8].Support} eights, {confusion[8, 8]} were read as 8 and {confusion[8, 1]} as 1");
        RocCurve roc = test.RocCurves![8];
        Console.WriteLine($"8 against the rest: {roc.Thresholds.Count} thresholds, area {roc.Area:F4}");
    }
}
