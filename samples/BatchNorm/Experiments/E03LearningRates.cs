using System.Globalization;
using StaticNet;
using StaticNet.Reports;

namespace BatchNormExperiments;

/// <summary>How many steps an accuracy takes at learning rates over four decades.</summary>
internal sealed class E03LearningRates() : Experiment(3, "Learning rates from 0.001 to 10: where does it train?")
{
    private const int BatchSize = 64;

    private static readonly double[] _rates = [0.001, 0.00316, 0.01, 0.0316, 0.1, 0.316, 1, 3.16, 10];

    public override ExperimentResult Run(ExperimentContext context)
    {
        double wanted = context.ByData(mnist: 0.95, carried: 0.9);
        int every = context.ByData(mnist: 20, carried: 5);
        int epochs = context.ByData(mnist: 4, carried: 40);
        MemoryDataSet validation = context.Images.Scaled.Validation;
        MemoryDataSet judged = validation.Slice(0, Math.Min(validation.Count, 2000));
        Contestant[] contestants = [Contestant.Of<SmallNet>("without BatchNorm"), Contestant.Of<SmallBatchNormNet>("with BatchNorm")];
        ComparisonSetting[] settings =
        [
            .. _rates.Select(rate => new ComparisonSetting(rate.ToString(CultureInfo.InvariantCulture), rate, BatchSize, epochs, Seeds: 3)
            {
                CreateOptimizer = Optimizer.Sgd,
                CreateCallbacks = () => [new AccuracyTrace(judged, every, wanted)],
            }),
        ];
        Comparison comparison = context.Compare(contestants, settings);

        var chart = new LineChart($"Steps to a validation accuracy of {100 * wanted:0} %")
        {
            X = new Axis("learning rate") { Logarithmic = true },
            Y = new Axis("steps") { Logarithmic = true },
            Caption = "Median of three seeds; a gap where the accuracy was not reached, or training diverged.",
        };
        foreach (Contestant contestant in contestants)
        {
            chart.Add(contestant.Name, _rates, settings.Select(setting => Steps(comparison, contestant, setting)));
        }

        string least = Range(comparison, contestants[0], settings);
        string most = Range(comparison, contestants[1], settings);
        var section = new Section(Title)
        {
            $"Gradient descent in batches of {BatchSize} until {100 * wanted:0} % of the validation images are right, at most {epochs} epochs. Without "
            + $"BatchNorm that is reached at learning rates {least}, with it {most}.",
            chart,
        };
        return new ExperimentResult(section, new
        {
            Wanted = wanted,
            Rates = _rates,
            Steps = contestants.Select(contestant => new
            {
                Network = contestant.Name,
                Median = settings.Select(setting => Text.Finite(Steps(comparison, contestant, setting))),
            }),
        });
    }

    /// <summary>Median of the steps; not a number where the accuracy was not reached by most seeds.</summary>
    private static double Steps(Comparison comparison, Contestant contestant, ComparisonSetting setting)
    {
        double median = Quantile.Median(comparison.RunsOf(contestant, setting)
            .Select(static run => run.Callbacks.OfType<AccuracyTrace>().Single().ReachedAt ?? double.PositiveInfinity));
        return double.IsFinite(median) ? median : double.NaN;
    }

    private static string Range(Comparison comparison, Contestant contestant, ComparisonSetting[] settings)
    {
        string[] reached = [.. settings.Where(setting => double.IsFinite(Steps(comparison, contestant, setting))).Select(static setting => setting.Title)];
        return reached.Length == 0 ? "nowhere" : $"from {reached[0]} to {reached[^1]}";
    }

}
