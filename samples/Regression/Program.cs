using Regression;
using StaticNet;
using StaticNet.Reports;

// A regression of a known law, so that the fit can be judged: dotnet run -c Release --project samples/Regression -- [REPORT.html]
string reportPath = args.Length > 0 ? args[0] : Path.Combine("artifacts", "regression.html");
const int Epochs = 80;

DataSplit data = Plant.Measure(rows: 3000, seed: 1).Split(0.7, 0.15, 0.15, seed: 1);
Metric[] metrics = [Metric.R2, Metric.MeanAbsoluteError, Metric.RootMeanSquareError];
var net = new PlantNet(seed: 1);
History history = net.Fit(data.Train, new FitOptions
{
    Epochs = Epochs,
    Optimizer = Optimizer.Adam(0.01) with { Schedule = LearningRateSchedule.CosineByEpoch(Epochs) },
    Metrics = metrics,
    Validation = data.Validation,
});
Evaluation test = net.Evaluate(data.Test, metrics);
Console.WriteLine($"test: R² {test.Metrics[Metric.R2]:F4}");

// What is off: of the measurements, which nobody can predict better than their noise, and of the law itself.
PlantNet.Predictor predictor = net.ToPredictor();
var predicted = new double[2][];
var law = new double[2][];
float[] output = new float[PlantNet.OutputSize];
var table = new Table("output", "noise", "off the measurements", "off the law", "R²") { Title = "Root mean square errors on test data" };
double worst = 0;
for (int column = 0; column < 2; column++)
{
    (predicted[column], law[column]) = (new double[data.Test.Count], new double[data.Test.Count]);
    (double offMeasured, double offLaw, double spread) = (0, 0, 0);
    double mean = Enumerable.Range(0, data.Test.Count).Average(row => data.Test.Target(row)[column]);
    for (int row = 0; row < data.Test.Count; row++)
    {
        predictor.Predict(data.Test.Row(row), output);
        (predicted[column][row], law[column][row]) = (output[column], Plant.Law(data.Test.Row(row))[column]);
        offMeasured += Math.Pow(output[column] - data.Test.Target(row)[column], 2);
        offLaw += Math.Pow(output[column] - law[column][row], 2);
        spread += Math.Pow(data.Test.Target(row)[column] - mean, 2);
    }

    double measured = Math.Sqrt(offMeasured / data.Test.Count);
    double fromLaw = Math.Sqrt(offLaw / data.Test.Count);
    worst = Math.Max(worst, fromLaw / Plant.Noise[column]);
    table.Add(Plant.Outputs[column], Plant.Noise[column], measured, fromLaw, 1 - (offMeasured / spread));
    Console.WriteLine($"{Plant.Outputs[column]}: noise {Plant.Noise[column]:G4}, off the measurements by {measured:G4}, off the law by {fromLaw:G4}");
}

var report = new Report("A plant") { Subtitle = "A regression whose law is known" };
report.Add(new Section("Training") { NetworkCharts.Loss("Loss of standardised targets", ("plant", history)) });
report.Add(new Section("Test")
{
    table,
    new SideBySide(
        [.. Plant.Outputs.Select((name, column) => new ScatterChart($"Predicted over true {name}") { X = $"{name} by the law", Y = $"{name} predicted" }
            .Add(name, law[column], predicted[column]))]),
});
report.Add(net.Explain(data.Test, "What it goes by", new PermutationOptions { Seed = 1 }, outputs: Plant.Outputs));
Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(reportPath))!);
report.Save(reportPath);
Console.WriteLine($"off the law by {worst:P0} of the noise at most; the report is {reportPath}");
