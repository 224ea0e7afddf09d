using StaticNet;
using StaticNet.Reports;

namespace BatchNormExperiments;

/// <summary>How deep a network may be and still train.</summary>
internal sealed class E08Depth() : Experiment(8, "Depth 2 to 20: where does it still train?")
{
    private const double LearningRate = 0.05;
    private const int BatchSize = 64;

    private static readonly string[] _depths = ["2", "5", "10", "20"];

    private static readonly (string Name, Contestant[] Networks)[] _rows =
    [
        ("sigmoid", [Contestant.Of<Sigmoid2Net>(), Contestant.Of<Sigmoid5Net>(), Contestant.Of<Sigmoid10Net>(), Contestant.Of<Sigmoid20Net>()]),
        ("sigmoid, BatchNorm",
        [
            Contestant.Of<Sigmoid2BatchNormNet>(), Contestant.Of<Sigmoid5BatchNormNet>(), Contestant.Of<Sigmoid10BatchNormNet>(),
            Contestant.Of<Sigmoid20BatchNormNet>(),
        ]),
        ("tanh", [Contestant.Of<Tanh2Net>(), Contestant.Of<Tanh5Net>(), Contestant.Of<Tanh10Net>(), Contestant.Of<Tanh20Net>()]),
        ("tanh, BatchNorm",
            [Contestant.Of<Tanh2BatchNormNet>(), Contestant.Of<Tanh5BatchNormNet>(), Contestant.Of<Tanh10BatchNormNet>(), Contestant.Of<Tanh20BatchNormNet>()]),
        ("ReLU", [Contestant.Of<Relu2Net>(), Contestant.Of<Relu5Net>(), Contestant.Of<Relu10Net>(), Contestant.Of<Relu20Net>()]),
        ("ReLU, BatchNorm",
            [Contestant.Of<Relu2BatchNormNet>(), Contestant.Of<Relu5BatchNormNet>(), Contestant.Of<Relu10BatchNormNet>(), Contestant.Of<Relu20BatchNormNet>()]),
    ];

    public override ExperimentResult Run(ExperimentContext context)
    {
        int epochs = context.ByData(mnist: 4, carried: 30);
        var setting = new ComparisonSetting("gradient descent", LearningRate, BatchSize, epochs, Seeds: 3) { CreateOptimizer = Optimizer.Sgd };
        Comparison comparison = context.Compare([.. _rows.SelectMany(static row => row.Networks)], setting);
        double[][] accuracies =
            [.. _rows.Select(row => row.Networks.Select(network => comparison.MedianTestAccuracy(network, setting) ?? double.NaN).ToArray())];
        var section = new Section(Title)
        {
            $"Layers of 32 units, gradient descent at {LearningRate} in batches of {BatchSize}, {epochs} epochs; test accuracy, median of three seeds (a "
            + "tenth is chance). Stacked sigmoids stop learning first, since each layer's derivative is a quarter at most; BatchNorm keeps the gradient "
            + "alive for longer.",
            new HeatMap("Test accuracy by depth", Grid.Of(accuracies), _rows.Select(static row => row.Name), _depths)
            {
                ColumnTitle = "hidden layers",
                Value = new Axis("accuracy") { Percent = true, Minimum = 0, Maximum = 1 },
            },
        };
        return new ExperimentResult(
            section, _rows.Select((row, i) => new { Network = row.Name, Depths = _depths, TestAccuracy = accuracies[i].Select(Text.Finite) }));
    }
}
