using StaticNet;
using StaticNet.Reports;

namespace BatchNormExperiments;

/// <summary>The loss around a solution, and the textbook case of two inputs of different sizes.</summary>
internal sealed class E06LossSurfaces() : Experiment(6, "Loss surfaces: what gradient descent walks on")
{
    private const int Points = 41;
    private const int Steps = 200;
    private const int TextbookRows = 200;

    private static readonly double[] _factors = [.. Enumerable.Range(0, Points).Select(static i => -1 + (2.0 * i / (Points - 1)))];

    public override ExperimentResult Run(ExperimentContext context)
    {
        (ContourChart without, double[][] lossesWithout) = Surface<SmallLogitsNet>(context, "without BatchNorm");
        (ContourChart with, double[][] lossesWith) = Surface<SmallBatchNormLogitsNet>(context, "with BatchNorm");
        var table = new Table("scaler", "condition number", $"error after {Steps} steps") { Title = "Two inputs, one line" };
        var figures = new List<object>();
        Block[] charts = [.. Textbook(table, figures)];
        var section = new Section(Title)
        {
            "The loss of a trained network on 512 training images, along two random directions through the solution (at 0, 0). Directions are normalised "
            + "by filter, so that a step of 1 replaces each unit's weights by random ones of the same length (Li et al., 2018); with BatchNorm the loss is "
            + "that of batch statistics.",
            new SideBySide(without, with),
            "**The textbook case.** A line through two inputs, one from 0 to 1, the other from 0 to 0.01, by gradient descent with the longest step that "
            + $"is still safe for the steepest direction, {Steps} of them from zero. The condition number is the largest curvature over the least, of both "
            + "weights and the bias: about as many steps does gradient descent need for each digit.",
            table,
            new SideBySide(charts) { Columns = 3 },
        };
        return new ExperimentResult(section, new
        {
            Factors = _factors,
            LossWithout = lossesWithout,
            LossWith = lossesWith,
            Textbook = figures,
        });
    }

    private static (ContourChart Chart, double[][] Losses) Surface<TNetwork>(ExperimentContext context, string name)
        where TNetwork : Network, INetwork<TNetwork>
    {
        var setting = new ComparisonSetting("Adam, learning rate 0.002", 0.002, 64, context.ByData(mnist: 3, carried: 20));
        Network network = context.Compare([Contestant.Of<TNetwork>(name)], setting).Runs[0].Network;
        MemoryDataSet train = context.Images.Scaled.Train;
        var loss = new BatchLoss(train, [.. Enumerable.Range(0, Math.Min(512, train.Count))]);
        float[] point = Directions.PointOf(network.Parameters);
        float[] first = Directions.Random(network, seed: 1);
        float[] second = Directions.Random(network, seed: 2);
        double[][] losses = [.. _factors.Select(y => _factors.Select(x => Loss(x, y)).ToArray())];
        Directions.Move(network, point);
        var chart = new ContourChart($"Loss {name}", _factors, _factors, Grid.Of(losses))
        {
            X = "along the first direction",
            Y = "along the second",
            Value = new Axis("loss") { Logarithmic = true },
        };
        return (chart, losses);

        double Loss(double x, double y)
        {
            Directions.Move(network, point, (first, x), (second, y));
            return loss.Of(network);
        }
    }

    private static IEnumerable<Block> Textbook(Table table, List<object> figures)
    {
        var random = new Random(1);
        var inputs = new float[2 * TextbookRows];
        var targets = new float[TextbookRows];
        for (int row = 0; row < TextbookRows; row++)
        {
            inputs[2 * row] = random.NextSingle();
            inputs[(2 * row) + 1] = 0.01f * random.NextSingle();
            targets[row] = inputs[2 * row] + (100 * inputs[(2 * row) + 1]);
        }

        (string, Normalizer?)[] scalers =
        [
            ("none", null),
            ("Center", Normalizer.Center()),
            ("MaxAbs", Normalizer.MaxAbs()),
            ("MinMax", Normalizer.MinMax()),
            ("Standardize", Normalizer.Standardize()),
            ("Whiten, PCA", Normalizer.Whiten(Whitening.Pca)),
        ];
        foreach ((string name, Normalizer? scaler) in scalers)
        {
            float[] scaled = [.. inputs];
            scaler?.Fit(inputs, columns: 2).Normalize(inputs, scaled);
            var bowl = new Quadratic(scaled, targets);
            IReadOnlyList<(double First, double Second, double Error)> path = bowl.Descend(Steps);
            table.Add(name, bowl.ConditionNumber, path[^1].Error);
            figures.Add(new { Scaler = name, bowl.ConditionNumber, Error = path[^1].Error });
            yield return Bowl(name, bowl, path);
        }
    }

    private static ContourChart Bowl(string name, Quadratic bowl, IReadOnlyList<(double First, double Second, double Error)> path)
    {
        // Square in both weights about the way from zero to the best ones, so that what is stretched looks stretched.
        (double first, double second) = bowl.Best;
        double reach = 1.3 * Math.Max(Math.Abs(first), Math.Abs(second));
        double[] places = [.. Enumerable.Range(0, Points).Select(i => reach * (-1 + (2.0 * i / (Points - 1))))];
        var chart = new ContourChart(name, places, places, Grid.Of([.. places.Select(y => places.Select(x => bowl.Error(x, y)).ToArray())]))
        {
            X = "weight of the first input",
            Y = "weight of the second",
            Value = "error",
        };
        return chart.AddPath("gradient descent", path.Select(static point => point.First), path.Select(static point => point.Second));
    }
}
