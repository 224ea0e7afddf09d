using StaticNet;
using StaticNet.Reports;

namespace BatchNormExperiments;

/// <summary>How much a unit's mean and variance differ from batch to batch, and what one weight that is far too large does.</summary>
internal sealed class E10BatchStatistics() : Experiment(10, "Batch statistics, and one weight made a hundred times larger")
{
    private const int Batches = 200;
    private const int Factor = 100;

    private static readonly int[] _sizes = [2, 32, 1024];

    public override ExperimentResult Run(ExperimentContext context)
    {
        Contestant plain = Contestant.Of<SmallLogitsNet>("without BatchNorm");
        Contestant normalized = Contestant.Of<SmallBatchNormLogitsNet>("with BatchNorm");
        var setting = new ComparisonSetting("Adam, learning rate 0.002", 0.002, 64, context.ByData(mnist: 3, carried: 20));
        Comparison comparison = context.Compare([plain, normalized], setting);
        Network without = comparison.Runs[0].Network;
        Network with = comparison.Runs[1].Network;
        MemoryDataSet train = context.Images.Scaled.Train;

        int[] all = [.. Enumerable.Range(0, Math.Min(train.Count, 10_000))];
        double[] inputs = UnitInputs(with, Rows.At(train, all));
        var statistics = new Table("batch", "mean", "deviation of the mean", "variance", "deviation of the variance")
        {
            Title = "One unit before its BatchNorm, over batches",
        };
        var figures = new List<object>();
        foreach (int size in (int[])[.. _sizes, all.Length])
        {
            (double[] mean, double[] variance) = Statistics(inputs, size);
            statistics.Add(size, mean.Average(), Deviation(mean), variance.Average(), Deviation(variance));
            figures.Add(new
            {
                Batch = size,
                Mean = mean.Average(),
                MeanDeviation = Deviation(mean),
                Variance = variance.Average(),
                VarianceDeviation = Deviation(variance),
            });
        }

        var loss = new BatchLoss(train, [.. Enumerable.Range(0, Math.Min(512, train.Count))]);
        var large = new Table("network", "largest input of the unit", "after", "loss", "after", "gradient of the second kernel", "after")
        {
            Title = $"One weight of the first layer made {Factor} times larger",
        };
        object[] enlarged = [Enlarge(without, new SmallPrefix(), plain.Name), Enlarge(with, new SmallBatchNormPrefix(), normalized.Name)];
        var section = new Section(Title)
        {
            $"The input of one unit of the first layer of a trained network, over {Batches} batches drawn at random: the mean and the (biased) variance "
            + "that training divides by. Batches of two are mostly noise, and of too small a variance; from some thirty rows on both settle.",
            statistics,
            $"One weight of a trained network, {Factor} times larger. Without BatchNorm its unit drowns the others, and the gradients behind it grow with "
            + "it; with BatchNorm the unit's output keeps mean 0 and deviation 1, so that both hardly notice.",
            large,
        };
        return new ExperimentResult(section, new { Statistics = figures, Enlarged = enlarged });

        object Enlarge(Network network, Network prefix, string name)
        {
            float[] point = Directions.PointOf(network.Parameters);
            (double inputBefore, double lossBefore, double gradientBefore) = Measure(network, prefix);
            ParameterView kernel = network.Parameters["dense1.kernel"];
            int unit = Unit(network);
            int pixel = Enumerable.Range(0, kernel.Shape[0]).Where(row => IsInked(train, row)).MaxBy(row => Math.Abs(kernel[row, unit]));
            kernel[pixel, unit] *= Factor;
            (double inputAfter, double lossAfter, double gradientAfter) = Measure(network, prefix);
            Directions.Move(network, point);
            large.Add(name, inputBefore, inputAfter, lossBefore, lossAfter, gradientBefore, gradientAfter);
            return new
            {
                Network = name,
                InputBefore = inputBefore,
                InputAfter = inputAfter,
                LossBefore = lossBefore,
                LossAfter = lossAfter,
                GradientBefore = gradientBefore,
                GradientAfter = gradientAfter,
            };
        }

        (double Input, double Loss, double Gradient) Measure(Network network, Network prefix)
        {
            double value = loss.Of(network, gradients: true);
            float[] gradient = network.Gradients["dense2.kernel"].ToArray();
            Prefix.Take(prefix, network);
            float[] rows = Rows.First(train, 512);
            var outputs = new float[rows.Length / Images.Side / Images.Side * prefix.Layout.OutputSize];
            prefix.Forward(rows, outputs);
            int unit = Unit(network);
            double largest = Enumerable.Range(0, outputs.Length / prefix.Layout.OutputSize).Max(
                row => Math.Abs(outputs[(row * prefix.Layout.OutputSize) + unit]));
            return (largest, value, Math.Sqrt(gradient.Sum(static g => (double)g * g)));
        }
    }

    /// <summary>The unit whose weights are longest: not one that has died.</summary>
    private static int Unit(Network network)
    {
        ParameterView next = network.Parameters["dense2.kernel"];
        return Enumerable.Range(0, next.Shape[0]).MaxBy(unit => Enumerable.Range(0, next.Shape[1]).Sum(column => Math.Abs(next[unit, column])));
    }

    private static bool IsInked(MemoryDataSet data, int pixel) => Enumerable.Range(0, 200).Count(row => data.Row(row)[pixel] > 0) > 50;

    private static double[] UnitInputs(Network network, float[] rows)
    {
        var prefix = new SmallPrefix();
        prefix.Parameters["dense1.kernel"].CopyFrom(network.Parameters["dense1.kernel"].ToArray());
        float[] outputs = Prefix.Outputs(prefix, rows);
        int units = prefix.Layout.OutputSize;
        int unit = Unit(network);
        return [.. Enumerable.Range(0, outputs.Length / units).Select(row => (double)outputs[(row * units) + unit])];
    }

    private static (double[] Means, double[] Variances) Statistics(double[] inputs, int size)
    {
        var random = new Random(1);
        var means = new double[Batches];
        var variances = new double[Batches];
        for (int batch = 0; batch < Batches; batch++)
        {
            double[] values = [.. inputs];
            random.Shuffle(values);
            double[] drawn = values[..Math.Min(size, values.Length)];
            means[batch] = drawn.Average();
            variances[batch] = drawn.Average(value => (value - means[batch]) * (value - means[batch]));
        }

        return (means, variances);
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }
}
