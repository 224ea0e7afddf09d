namespace StaticNet.Reports.Tests.Networks;

[Input(2)]
[Dense(8), Relu]
[Dense(2), Softmax]
public sealed partial class CloudNet;

[Input(2)]
[Dense(8, bias: false), BatchNorm(momentum: 0.9), Relu]
[Dense(2), Softmax]
public sealed partial class CloudBatchNormNet;

[Input(2)]
[Dense(1)]
public sealed partial class CloudLine;

public sealed class ComparisonReportTests
{
    private static readonly DataSplit _data = Clouds().Split(train: 0.6, validation: 0.2, test: 0.2, seed: 1);

    [Fact]
    public void Two_networks_are_drawn_in_one_chart_each_of_loss_and_accuracy()
    {
        Comparison comparison = Compare.Run<CloudNet, CloudBatchNormNet>(_data, new("patient", LearningRate: 0.01, BatchSize: 16, Epochs: 3, Seeds: 2));
        var charts = comparison.ToCharts(comparison.Settings[0]);
        LineChart[] lines = [.. charts.Blocks.Cast<LineChart>()];
        Assert.Equal(["Loss: patient", "Accuracy: patient"], lines.Select(static chart => chart.Title));
        Assert.Equal(
            ["CloudNet, training", "CloudNet, validation", "CloudBatchNormNet, training", "CloudBatchNormNet, validation"],
            lines[0].Lines.Select(static line => line.Name));
        Assert.Equal(comparison.Runs[2].History.Epochs.Select(static epoch => epoch.ValidationAccuracy!.Value), lines[1].Lines[3].Y);

        string[] rows = comparison.ToTable().ToCsv().Split("\r\n");
        Assert.Equal("setting,network,median accuracy,least,largest,diverged", rows[0]);
        double[] accuracies = [.. comparison.Runs.Take(2).Select(static run => run.TestAccuracy!.Value).Order()];
        Assert.Equal(FormattableString.Invariant($"patient,CloudNet,{(accuracies[0] + accuracies[1]) / 2:R},{accuracies[0]:R},{accuracies[1]:R},"), rows[1]);

        Section section = comparison.ToSection("Clouds");
        Assert.Equal([typeof(Table), typeof(SideBySide)], section.Select(static block => block.GetType()));
    }

    [Fact]
    public void Regressions_are_compared_by_their_loss()
    {
        var features = Enumerable.Range(0, 40).Select(static i => i / 40f).ToArray();
        MemoryDataSet line = DataSet.FromArrays([.. features.SelectMany(static x => new[] { x, 1 })], 2, features, 1);
        var split = new DataSplit(line, line.Slice(0, 0), line);
        Comparison comparison = Compare.RunAll(split, [Contestant.Of<CloudLine>("line")], [new("patient", Epochs: 2)]);
        Assert.Equal("Loss: patient", Assert.IsType<LineChart>(Assert.Single(comparison.ToCharts(comparison.Settings[0]).Blocks)).Title);
        Assert.Equal("line, training", Assert.Single(((LineChart)comparison.ToCharts(comparison.Settings[0]).Blocks[0]).Lines).Name);
        string loss = comparison.Runs[0].Test!.Loss.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal($"patient,line,{loss},{loss},{loss},", comparison.ToTable().ToCsv().Split("\r\n")[1]);
    }

    [Fact]
    public void A_training_that_diverged_says_so()
    {
        var wild = new ComparisonSetting("wild", LearningRate: 1e30, BatchSize: 16, Epochs: 3) { CreateOptimizer = Optimizer.Sgd };
        Comparison comparison = Compare.RunAll(_data, [Contestant.Of<CloudNet>("net")], [wild]);
        Assert.NotNull(comparison.Runs[0].Divergence);
        Assert.Equal("wild,net,diverged,,,1 of 1", comparison.ToTable().ToCsv().Split("\r\n")[1]);
        Assert.Single(comparison.ToCharts(wild).Blocks);
    }

    private static MemoryDataSet Clouds()
    {
        var random = new Random(3);
        int[] labels = [.. Enumerable.Range(0, 200).Select(static i => i % 2)];
        return DataSet.FromArrays([.. labels.SelectMany(label => new[] { label + random.NextSingle(), random.NextSingle() })], 2, labels, 2);
    }
}
