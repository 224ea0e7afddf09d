using System.Globalization;
using StaticNet;
using StaticNet.Reports;

namespace BatchNormExperiments;

/// <summary>What the noise of batch statistics does to the gap between training and validation.</summary>
internal sealed class E04BatchSizes() : Experiment(4, "Batch sizes from 2 to 1,024: BatchNorm as a regulariser")
{
    private const int Seeds = 3;

    private static readonly int[] _sizes = [2, 4, 8, 32, 128, 512, 1024];

    public override ExperimentResult Run(ExperimentContext context)
    {
        DataSplit data = context.Images.Scaled;
        MemoryDataSet train = data.Train.Slice(0, Math.Min(data.Train.Count, 6000));
        var few = new DataSplit(train, data.Validation, data.Test);
        int epochs = context.ByData(mnist: 15, carried: 20);
        Contestant[] contestants = [Contestant.Of<SmallNet>("without BatchNorm"), Contestant.Of<SmallBatchNormNet>("with BatchNorm")];
        ComparisonSetting[] settings =
        [
            .. _sizes.Select(size => new ComparisonSetting(size.ToString(CultureInfo.InvariantCulture), 0.002, size, epochs, Seeds: Seeds)),
        ];
        Comparison comparison = context.Compare(few, contestants, settings);

        var gaps = new LineChart("Training minus validation accuracy")
        {
            X = new Axis("batch size") { Logarithmic = true },
            Y = new Axis("difference") { Percent = true },
        };
        var accuracies = new LineChart("Validation accuracy")
        {
            X = new Axis("batch size") { Logarithmic = true },
            Y = new Axis("accuracy") { Percent = true },
        };
        var figures = new List<object>();
        var medians = new List<double[]>();
        foreach (Contestant contestant in contestants)
        {
            double[][] train1 = [.. settings.Select(setting => Accuracies(comparison, contestant, setting, train))];
            double[][] validation = [.. settings.Select(setting => Accuracies(comparison, contestant, setting, data.Validation))];
            double[] sizes = [.. _sizes.Select(static size => (double)size)];
            double[][] gap = [.. train1.Zip(validation, static (a, b) => a.Zip(b, static (of, on) => of - on).ToArray())];
            medians.Add([.. gap.Select(Quantile.Median)]);
            gaps.Add(Band.OfPercentiles(contestant.Name, sizes, gap, 0, 50, 100));
            accuracies.Add(Band.OfPercentiles(contestant.Name, sizes, validation, 0, 50, 100));
            figures.Add(new { Network = contestant.Name, Sizes = _sizes, Train = train1, Validation = validation });
        }

        int smaller = medians[0].Zip(medians[1]).Count(static pair => pair.Second < pair.First);
        var section = new Section(Title)
        {
            $"With BatchNorm a sample's output depends on the other samples of its batch: noise that is larger the smaller the batch. {train.Count:N0} "
            + $"images, {epochs} epochs of Adam at 0.002; the lines are medians of {Seeds} seeds, the bands run from the least to the largest.",
            new SideBySide(gaps, accuracies),
            $"The literature calls this a slight regulariser. Here the gap is smaller with BatchNorm at {smaller} of {_sizes.Length} batch sizes; most "
            + "differences are of the size of the bands, those between seeds. What is plain is the price at the left end: in batches of 2 the noise costs "
            + "accuracy itself.",
        };
        return new ExperimentResult(section, figures);
    }

    private static double[] Accuracies(Comparison comparison, Contestant contestant, ComparisonSetting setting, DataSet data) =>
        [.. comparison.RunsOf(contestant, setting).Where(static run => run.Divergence is null).Select(run => run.Network.Evaluate(data).Accuracy!.Value)];
}
