using StaticNet;
using StaticNet.Reports;

namespace BatchNormExperiments;

/// <summary>The experiment of the original paper, section 4.1: three sigmoid layers of 100 units, batches of 60.</summary>
internal sealed class E02OriginalExperiment() : Experiment(2, "The original experiment: three layers of sigmoids")
{
    private const int BatchSize = 60;
    private const int Unit = 7;
    private const int ProbeRows = 300;
    private const double LearningRate = 0.1;

    public override ExperimentResult Run(ExperimentContext context)
    {
        MemoryDataSet test = context.Images.Scaled.Test;
        MemoryDataSet judged = test.Slice(0, Math.Min(test.Count, 2000));
        float[] probe = Rows.First(test, ProbeRows);
        int epochs = context.ByData(mnist: 10, carried: 150);
        int every = context.ByData(mnist: 100, carried: 30);
        Contestant[] contestants =
        [
            Contestant.Of<SigmoidNet>("without BatchNorm"),
            Contestant.Of<SigmoidBatchNormNet>("with BatchNorm"),
        ];
        ComparisonSetting Setting(Func<Network> prefix) =>
            new($"gradient descent, learning rate {LearningRate}, batches of {BatchSize}", LearningRate, BatchSize, epochs)
            {
                CreateOptimizer = Optimizer.Sgd,
                CreateCallbacks = () => [new AccuracyTrace(judged, every), new UnitTrace(prefix(), Unit, probe, every)],
            };
        ComparisonRun without = context.Compare([contestants[0]], Setting(static () => new SigmoidPrefix())).Runs[0];
        ComparisonRun with = context.Compare([contestants[1]], Setting(static () => new SigmoidBatchNormPrefix())).Runs[0];

        var accuracy = new LineChart("Test accuracy") { X = "step", Y = new Axis("accuracy") { Percent = true } };
        foreach (ComparisonRun run in (ComparisonRun[])[without, with])
        {
            accuracy.Add(run.Contestant.Name, Accuracy(run).Steps, Accuracy(run).Accuracies);
        }

        var section = new Section(Title)
        {
            $"Ioffe and Szegedy trained three hidden layers of 100 sigmoid units on MNIST in batches of {BatchSize}, from small normal weights, and drew the test "
            + "accuracy over steps, and how the distribution of what one unit of the last hidden layer is given moves as training goes on. The same here, on "
            + $"{context.Images.Name}; gradient descent with a learning rate of {LearningRate}.",
            accuracy,
            new SideBySide(Inputs(without), Inputs(with)),
            "Each band runs from the 15th to the 85th percentile, the line is the median. With BatchNorm the unit is given much the same distribution "
            + "throughout, where its sigmoid is neither flat nor saturated; without it, the distribution wanders with every layer below.",
        };
        return new ExperimentResult(section, new { Runs = new[] { Figures(without), Figures(with) } });
    }

    private static LineChart Inputs(ComparisonRun run)
    {
        UnitTrace unit = Callback<UnitTrace>(run);
        return new LineChart($"What the sigmoid is given, {run.Contestant.Name}") { X = "step", Y = "input" }
            .Add(new Band("15th, 50th and 85th percentile", unit.Steps, unit.Lower, unit.Median, unit.Upper));
    }

    private static AccuracyTrace Accuracy(ComparisonRun run) => Callback<AccuracyTrace>(run);

    private static T Callback<T>(ComparisonRun run) => run.Callbacks.OfType<T>().Single();

    private static object Figures(ComparisonRun run) => new
    {
        Network = run.Contestant.Name,
        run.TestAccuracy,
        Accuracy(run).Steps,
        Accuracy(run).Accuracies,
        Unit = new { Callback<UnitTrace>(run).Lower, Callback<UnitTrace>(run).Median, Callback<UnitTrace>(run).Upper },
    };
}
