using StaticNet;
using StaticNet.Reports;

namespace BatchNormExperiments;

/// <summary>What scalers, or BatchNorm in their place, do for features of very different sizes.</summary>
internal sealed class E05InputScaling() : Experiment(5, "Input scaling: tumours measured in thousandths and in thousands")
{
    private const double Wanted = 0.95;
    private const double LearningRate = 0.02;
    private const int BatchSize = 32;
    private const int Epochs = 60;
    private const int Seeds = 5;

    public override ExperimentResult Run(ExperimentContext context)
    {
        CsvOptions options = new() { ClassNames = ["0", "1"] };
        string file = Path.Combine(AppContext.BaseDirectory, "Data", "breast_cancer.csv");
        DataSplit data = CsvDataSet.Load(file, options).Split(train: 0.6, validation: 0.2, test: 0.2, seed: 1);
        Contestant[] contestants =
        [
            Contestant.Of<UnscaledNet>("none"),
            Contestant.Of<CenteredNet>("Center"),
            Contestant.Of<StandardizedNet>("Standardize"),
            Contestant.Of<MinMaxedNet>("MinMax"),
            Contestant.Of<MaxAbsedNet>("MaxAbs"),
            Contestant.Of<RobustNet>("RobustScale"),
            Contestant.Of<PcaWhitenedNet>("Whiten, PCA"),
            Contestant.Of<ZcaWhitenedNet>("Whiten, ZCA"),
            Contestant.Of<InputNormalizedNet>("BatchNorm"),
        ];
        ComparisonSetting setting = new("gradient descent", LearningRate, BatchSize, Epochs, Seeds: Seeds) { CreateOptimizer = Optimizer.Sgd };
        Comparison comparison = context.Compare(data, contestants, setting);

        var table = new Table(
            "scaler", "epochs to 95 %", new TableColumn("best validation accuracy", "0.0 %"), new TableColumn("test accuracy", "0.0 %"), "diverged")
        {
            Title = "Nine ways to begin",
        };
        var chart = new LineChart("Validation accuracy") { X = "epoch", Y = new Axis("accuracy") { Percent = true, Minimum = 0.3 } };
        var figures = new List<object>();
        foreach (Contestant contestant in contestants)
        {
            ComparisonRun[] runs = [.. comparison.RunsOf(contestant, setting)];
            double epochs = Quantile.Median(runs.Select(EpochsToWanted));
            double best = Quantile.Median(
                runs.Select(static run => run.History.Epochs.Select(static epoch => epoch.ValidationAccuracy!.Value).DefaultIfEmpty(0).Max()));
            int diverged = runs.Count(static run => run.Divergence is not null);
            double? test = comparison.MedianTestAccuracy(contestant, setting);
            table.Add(
                contestant.Name, double.IsFinite(epochs) ? epochs : "never", best, test, diverged == 0 ? null : $"{diverged} of {Seeds}");
            chart.Add(contestant.Name, MedianCourse(runs));
            figures.Add(new
            {
                Scaler = contestant.Name,
                EpochsToWanted = Text.Finite(epochs),
                BestValidationAccuracy = best,
                TestAccuracy = test,
                Diverged = diverged,
            });
        }

        var section = new Section(Title)
        {
            "569 tumours with 30 features each, from fractal dimensions of hundredths to areas of thousands; two classes. One network of 16 hidden units, "
            + $"gradient descent at {LearningRate} in batches of {BatchSize}, {Seeds} seeds, and nothing but the first layer differs. Medians.",
            table,
            chart,
        };
        return new ExperimentResult(section, figures);
    }

    private static double EpochsToWanted(ComparisonRun run) =>
        run.History.Epochs.FirstOrDefault(static epoch => epoch.ValidationAccuracy >= Wanted)?.Epoch ?? double.PositiveInfinity;

    private static IEnumerable<double> MedianCourse(ComparisonRun[] runs) => Enumerable.Range(0, Epochs).Select(epoch =>
        Quantile.Median(runs.Where(run => run.History.Epochs.Count > epoch).Select(run => run.History.Epochs[epoch].ValidationAccuracy!.Value)));
}
