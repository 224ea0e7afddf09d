using StaticNet;
using StaticNet.Data;
using StaticNet.Reports;
using Tabular;
using Table = StaticNet.Data.Table;

// A classification from a CSV file to a report: dotnet run -c Release --project samples/Tabular -- [FILE.csv] [REPORT.html]
string path = args.Length > 0 ? args[0] : Path.Combine(AppContext.BaseDirectory, "Data", "breast_cancer.csv");
string reportPath = args.Length > 1 ? args[1] : Path.Combine("artifacts", "tabular.html");

Table table = Table.ReadCsv(path);
TableSplit split = table.Split(train: 0.6, validation: 0.2, test: 0.2, seed: 1, stratifyBy: "class");
TableEncoding encoding = TableEncoding.Fit(split.Train, new EncodingOptions { ClassColumn = "class", ClassNames = { ["0"] = "malignant", ["1"] = "benign" } });
DataSplit data = encoding.Encode(split);
ColumnStatistics statistics = ColumnStatistics.Of(data.Train);
Console.WriteLine($"{data.Train.Count}, {data.Validation.Count} and {data.Test.Count} rows to train, validate and test");
foreach (string warning in statistics.Warnings)
{
    Console.WriteLine($"warning: {warning}");
}

// A malignant tumour that is missed costs more than a false alarm, and there are fewer of them.
var net = new TumourNet(seed: 1);
var stopping = new EarlyStopping { Patience = 20 };
History history = net.Fit(data.Train, new FitOptions
{
    Epochs = 200,
    Optimizer = Optimizer.Adam(0.003),
    ClassWeights = ClassWeights.Balanced(data.Train),
    Validation = data.Validation,
    Callbacks = [stopping],
});
TemperatureScaling scaling = TemperatureScaling.Apply(net, data.Validation);
Console.WriteLine($"epoch {stopping.BestEpoch} was best");
Console.WriteLine(scaling);

Evaluation test = net.Evaluate(data.Test, [Metric.RocAuc(), Metric.LogLoss, Metric.Recall(ofClass: 0)]);
Console.WriteLine(test.Classification);
foreach ((string name, double value) in test.Metrics)
{
    Console.WriteLine($"{name}: {value:F4}");
}

var report = new Report("Breast cancer") { Subtitle = $"{table.RowCount} tumours, {encoding.FeatureCount} measures each; {test.Rows} kept for the test" };
report.Add(new Section("Training") { NetworkCharts.Loss("Loss", ("tumours", history)), NetworkCharts.Accuracy("Accuracy", ("tumours", history)) });
report.Add(new Section("Test")
{
    NetworkCharts.Confusion("Confusion", test),
    NetworkCharts.Roc("Benign against malignant", test),
    ExplanationCharts.Calibration("Sure and right, on validation data", scaling),
});
report.Add(net.Explain(data.Test, "What it goes by", new PermutationOptions { Repeats = 10, Score = ImportanceScore.LogLoss, Seed = 1 }));
Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(reportPath))!);
report.Save(reportPath);
Console.WriteLine($"test accuracy {test.Accuracy:P1}; the report is {reportPath}");
