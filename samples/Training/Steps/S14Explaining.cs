using StaticNet;
using StaticNet.Reports;

namespace TrainingWalk;

internal static partial class Walk
{
    private static void S14Explaining()
    {
        PermutationImportance importance = PermutationImportance.Of(HouseNetwork.ToPredictor(), Houses.Test, new PermutationOptions { Repeats = 10, Seed = 1 });
        Console.WriteLine(importance);
        PartialDependence dependence = PartialDependence.Of(HouseNetwork.ToPredictor(), Houses.Test, column: 1, points: 5);
        for (int point = 0; point < dependence.Values.Count; point++)
        {
            Console.WriteLine($"{dependence.Values[point],5:F1} years old: {dependence.Mean()[point]:F0}, four fifths from {dependence.Lower()[point]:F0} to {dependence.Upper()[point]:F0}");
        }

        // Where the network looks: the gradient of one logit, as an image of 8 by 8, and what each pixel contributed.
        var net = new DigitNet(seed: 1);
        History history = net.Fit(Digits.Train, new FitOptions { Epochs = 40, Optimizer = Optimizer.Adam(0.003), Validation = Digits.Validation });
        float[] sample = Digits.Test.Row(0).ToArray();
        float[] saliency = InputGradient.Saliency(net, sample, Digits.Test.Label(0));
        for (int y = 0; y < 8; y++)
        {
            Console.WriteLine(string.Concat(Enumerable.Range(0, 8).Select(x => " .:-=+*#"[(int)(7.99f * saliency[(y * 8) + x] / saliency.Max())])));
        }

        float[] contributions = InputGradient.Integrated(net, sample, Digits.Test.Label(0));
        Console.WriteLine($"the pixels together raised the logit of {Digits.Test.Label(0)} by {contributions.Sum():F2}");

        // Too sure after 40 epochs: one temperature, folded into the last layer.
        TemperatureScaling scaling = TemperatureScaling.Apply(net, Digits.Validation);
        Console.WriteLine(scaling);
        Console.WriteLine($"on test data, off by {CalibrationCurve.Of(net, Digits.Test).ExpectedError:P1} on average");

        Evaluation test = net.Evaluate(Digits.Test, [Metric.RocAuc()]);
        var report = new Report("The walk");
        report.Add(new Section("Digits")
        {
            NetworkCharts.Loss("Loss", ("digits", history)),
            NetworkCharts.Confusion("Confusion", test, NetworkCharts.WorstMistakes(net.ToPredictor(), Digits.Test, width: 8, height: 8)),
            NetworkCharts.Roc("Each digit against the rest", test),
            ExplanationCharts.Calibration("Sure and right", scaling),
            ExplanationCharts.Saliency("Where it looks", net, Digits.Test, width: 8, height: 8),
        });
        report.Add(HouseNetwork.Explain(Houses.Test, "Houses", new PermutationOptions { Seed = 1 }, outputs: ["price", "running cost"]));
        report.Add(ExplanationCharts.Dependence("Price over area and age", PairDependence.Of(HouseNetwork.ToPredictor(), Houses.Test, first: 0, second: 1)));
        report.Save(Path.Combine(OutputFolder, "report.html"));
    }
}
