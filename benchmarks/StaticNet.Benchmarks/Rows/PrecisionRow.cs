namespace StaticNet.Benchmarks;

/// <summary>Weights of two bytes and of one when predicting: how much faster, and what it costs in accuracy on MNIST.</summary>
internal sealed class PrecisionRow : Row
{
    private const int Epochs = 3;
    private const int CalibrationRows = 1000;

    private static readonly (Precision Precision, double Speed, double Points)[] _targets = [(Precision.BFloat16, 2, 0.1), (Precision.Int8, 3.5, 0.3)];

    public override string Work => "bfloat16 and int8 weights, prediction of one row, 784-256-128-64-10";

    public override IEnumerable<Finding> Measure(Session session)
    {
        var network = new DigitNet(1);
        MemoryDataSet? test = null;
        DataSet calibration;
        if (session.HasMnist)
        {
            MemoryDataSet train = MnistPixels.Scaled(session.Mnist.Train);
            test = MnistPixels.Scaled(session.Mnist.Test);
            network.Fit(train, new FitOptions { Epochs = Epochs, BatchSize = 128, Optimizer = Optimizer.Adam(0.003) });
            calibration = train.Slice(0, CalibrationRows);
        }
        else
        {
            calibration = DataSet.FromArrays(
                RandomValues.Array(CalibrationRows * DigitNet.InputSize), DigitNet.InputSize, RandomValues.Labels(CalibrationRows, 10), 10);
        }

        Predictor single = network.ToPredictor();
        Predictor[] reduced = [.. _targets.Select(target => network.ToPredictor(target.Precision, calibration))];
        Samples[] samples = session.Measure(
            1.5, [new PredictionWork("single", single, 1), .. reduced.Select(static predictor => new PredictionWork($"{predictor.Precision}", predictor, 1))]);
        for (int i = 0; i < _targets.Length; i++)
        {
            (Precision precision, double speed, double points) = _targets[i];
            yield return Finding.AtLeast(
                $"{precision}, times as fast as single precision", samples[0].Over(samples[i + 1]), speed, Text.Times,
                $"{Text.Time(samples[i + 1])} beside {Text.Time(samples[0])}");
            string what = $"{precision}, points of MNIST test accuracy lost";
            yield return test is null
                ? Finding.NotMeasured(what, $"<= {Text.Digits(points)}", "no MNIST files")
                : Finding.AtMost(
                    what, Math.Max(0, 100 * (Accuracy(single, test) - Accuracy(reduced[i], test))), points, Text.Digits, $"{reduced[i].QuantizationError}");
        }
    }

    private static double Accuracy(Predictor predictor, MemoryDataSet test)
    {
        int correct = 0;
        for (int row = 0; row < test.Count; row++)
        {
            correct += predictor.Classify(test.Row(row)) == test.Labels[row] ? 1 : 0;
        }

        return (double)correct / test.Count;
    }
}
