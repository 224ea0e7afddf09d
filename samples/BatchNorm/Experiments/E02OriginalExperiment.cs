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
        ComparisonRun without = Train<SigmoidNet>("without BatchNorm", static () => [new SigmoidPrefix1(), new SigmoidPrefix2(), new SigmoidPrefix3()]);
        ComparisonRun with = Train<SigmoidBatchNormNet>(
            "with BatchNorm", static () => [new SigmoidBatchNormPrefix1(), new SigmoidBatchNormPrefix2(), new SigmoidBatchNormPrefix3()]);

        var accuracy = new LineChart("Test accuracy") { X = "step", Y = new Axis("accuracy") { Percent = true } };
        foreach (ComparisonRun run in (ComparisonRun[])[without, with])
        {
            accuracy.Add(run.Contestant.Name, Accuracy(run).Steps, Accuracy(run).Accuracies);
        }

        var section = new Section(Title)
        {
            $"Ioffe and Szegedy trained three hidden layers of 100 sigmoid units on MNIST in batches of {BatchSize}, from small normal weights, and drew "
            + "the test accuracy over steps, and how the distribution of what one unit of the last hidden layer is given moves as training goes on. The "
            + $"same here, on {context.Images.Name}; gradient descent with a learning rate of {LearningRate}.",
            accuracy,
            "**One unit of the last hidden layer.** Each band runs from the 15th to the 85th percentile of what its sigmoid is given, the line is the median.",
            new SideBySide(OneUnit(without), OneUnit(with)),
            "**All units, layer by layer.** With BatchNorm every layer is given much the same distribution throughout, where a sigmoid is neither flat "
            + "nor saturated; without it, each distribution moves with all layers below.",
            new SideBySide(Layers(without), Layers(with)),
        };
        return new ExperimentResult(section, new { Runs = new[] { Figures(without), Figures(with) } });

        ComparisonRun Train<TNetwork>(string name, Func<Network[]> prefixes)
            where TNetwork : Network, INetwork<TNetwork>
        {
            var setting = new ComparisonSetting($"learning rate {LearningRate}, batches of {BatchSize}", LearningRate, BatchSize, epochs)
            {
                CreateOptimizer = Optimizer.Sgd,
                CreateCallbacks = () =>
                [
                    new AccuracyTrace(judged, every),
                    new InputTrace(prefixes()[^1], Unit, probe, every),
                    .. prefixes().Select(prefix => new InputTrace(prefix, null, probe, every)),
                ],
            };
            return context.Compare([Contestant.Of<TNetwork>(name)], setting).Runs[0];
        }
    }

    private static LineChart OneUnit(ComparisonRun run) =>
        Chart($"One unit, {run.Contestant.Name}").Add(BandOf("15th, 50th and 85th percentile", Inputs(run)[0]));

    private static LineChart Layers(ComparisonRun run)
    {
        LineChart chart = Chart($"Each layer, {run.Contestant.Name}");
        InputTrace[] layers = Inputs(run)[1..];
        for (int layer = 0; layer < layers.Length; layer++)
        {
            chart.Add(BandOf($"layer {layer + 1}", layers[layer]));
        }

        return chart;
    }

    private static LineChart Chart(string title) => new(title) { X = "step", Y = "what sigmoids are given" };

    private static Band BandOf(string name, InputTrace inputs) => new(name, inputs.Steps, inputs.Lower, inputs.Median, inputs.Upper);

    private static AccuracyTrace Accuracy(ComparisonRun run) => run.Callbacks.OfType<AccuracyTrace>().Single();

    /// <summary>Those of the unit, then those of each layer.</summary>
    private static InputTrace[] Inputs(ComparisonRun run) => [.. run.Callbacks.OfType<InputTrace>()];

    private static object Figures(ComparisonRun run) => new
    {
        Network = run.Contestant.Name,
        run.TestAccuracy,
        Accuracy(run).Steps,
        Accuracy(run).Accuracies,
        Unit = Figures(Inputs(run)[0]),
        Layers = Inputs(run)[1..].Select(Figures),
    };

    private static object Figures(InputTrace inputs) => new { inputs.Lower, inputs.Median, inputs.Upper };
}
