namespace StaticNet.Reports.Tests.Networks;

[Input(4), Standardize]
[Dense(6, bias: false), BatchNorm, Relu(Name = "stem")]
[Dense(6), Tanh, Add("stem")]
[Dense(2), Softmax]
public sealed partial class SquareNet;

public sealed class NetworkChartsTests
{
    // Squares of four pixels whose upper or lower half is lighter; every tenth label is wrong.
    private static readonly MemoryDataSet _data = Squares();

    [Fact]
    public void Training_is_drawn_with_its_validation()
    {
        (SquareNet _, History history) = Train();
        LineChart loss = NetworkCharts.Loss("Loss", ("run", history), ("again", history));
        Assert.Equal(["run, training", "run, validation", "again, training", "again, validation"], loss.Lines.Select(static line => line.Name));
        Assert.Equal([0, 0, 1, 1], loss.Lines.Select(static line => line.Color!.Value));
        Assert.Equal(history.Epochs.Select(static epoch => epoch.Loss), loss.Lines[0].Y);
        Assert.Equal(history.Epochs.Select(static epoch => epoch.ValidationLoss!.Value), loss.Lines[1].Y);
        Assert.Equal([1, 2, 3], loss.Lines[0].X);
        LineChart accuracy = NetworkCharts.Accuracy("Accuracy", ("run", history));
        Assert.Equal(history.Epochs.Select(static epoch => epoch.ValidationAccuracy!.Value), accuracy.Lines[1].Y);
        Assert.True(accuracy.Y.Percent);
    }

    [Fact]
    public void An_evaluation_is_drawn_with_the_names_of_its_classes()
    {
        MemoryDataSet named = _data.WithNames(classNames: ["upper", "lower"]);
        var net = new SquareNet(seed: 3);
        net.Fit(named, new FitOptions { Epochs = 2 });
        Evaluation evaluation = net.Evaluate(named, [Metric.RocAuc()]);

        LineChart roc = NetworkCharts.Roc("Lower", evaluation);
        Assert.Equal(2, roc.Lines.Count);
        Assert.StartsWith("lower, area ", roc.Lines[0].Name, StringComparison.Ordinal);
        Assert.Equal(evaluation.RocCurves![1].FalsePositiveRates, roc.Lines[0].X);
        Assert.Equal(evaluation.RocCurves[1].TruePositiveRates, roc.Lines[0].Y);
        Assert.Equal(roc.Lines[1].X, roc.Lines[1].Y);
        Assert.StartsWith("actual,predicted", NetworkCharts.Confusion("Confusion", evaluation).ToCsv(), StringComparison.Ordinal);
        Assert.Contains("upper", NetworkCharts.Confusion("Confusion", evaluation).ToCsv(), StringComparison.Ordinal);

        ArgumentException exception = Assert.Throws<ArgumentException>(() => NetworkCharts.Roc("Lower", net.Evaluate(named)));
        Assert.StartsWith("The evaluation has no ROC curves; pass Metric.RocAuc() to Evaluate.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_diagram_has_the_network_s_layers_and_branches()
    {
        string[] rows = NetworkCharts.Diagram("Net", new SquareNet().Layout).ToCsv().Split("\r\n");
        Assert.Contains("stem,Relu,6 · fused with dense1,batchnorm1", rows);
        Assert.Contains("add1,Add stem,6 · in place,tanh1 stem", rows);
        Assert.Contains("softmax1,Softmax,2 · skipped to classify,dense3", rows);
    }

    [Fact]
    public void Weights_are_pictures_of_a_unit_each()
    {
        var net = new SquareNet(seed: 3);
        ParameterView kernel = net.Parameters["dense1.kernel"];
        string[] rows = NetworkCharts.Weights("Weights", kernel, 2, 2, most: 5).ToCsv().Split("\r\n");
        Assert.Equal(FormattableString.Invariant($"unit 4,2,2,{kernel[0, 4]:R},{kernel[1, 4]:R},{kernel[2, 4]:R},{kernel[3, 4]:R}"), rows[5]);
        Assert.Equal(7, rows.Length);
        ArgumentException exception = Assert.Throws<ArgumentException>(() => NetworkCharts.Weights("Weights", kernel, 3, 2));
        Assert.StartsWith("dense1.kernel has shape [4, 6]; expected [6, units], one row a pixel.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mistakes_are_found_the_surest_first()
    {
        (SquareNet net, _) = Train();
        SquareNet.Predictor predictor = net.ToPredictor();
        IReadOnlyList<GridImage> mistakes = NetworkCharts.WorstMistakes(predictor, _data, 2, 2, count: 500, ["up", "down"]);
        int expected = Enumerable.Range(0, _data.Count).Count(i => predictor.Classify(_data.Row(i)) != _data.Label(i));
        Assert.True(expected > 0);
        Assert.Equal(expected, mistakes.Count);
        double[] sure = [.. mistakes.Select(mistake =>
        {
            var output = new float[2];
            predictor.Predict(mistake.Values, output);
            return (double)output.Max();
        })];
        Assert.All(sure.Zip(sure.Skip(1)), static pair => Assert.True(pair.First >= pair.Second - 1e-6));
        Assert.Matches("^(up taken for down|down taken for up), [0-9.]+ % sure$", mistakes[0].Caption);
        Assert.Equal(3, NetworkCharts.WorstMistakes(predictor, _data, 2, 2, count: 3).Count);
        Assert.Throws<ArgumentException>(() => NetworkCharts.WorstMistakes(predictor, _data, 2, 3));
    }

    private static (SquareNet Net, History History) Train()
    {
        var net = new SquareNet(seed: 1);
        return (net, net.Fit(_data, new FitOptions { Epochs = 3, BatchSize = 20, Optimizer = Optimizer.Adam(0.01), Validation = _data }));
    }

    private static MemoryDataSet Squares()
    {
        var random = new Random(2);
        var features = new float[200 * 4];
        var labels = new int[200];
        for (int i = 0; i < labels.Length; i++)
        {
            int half = i % 2;
            for (int pixel = 0; pixel < 4; pixel++)
            {
                features[(i * 4) + pixel] = (float)(random.NextDouble() + (pixel / 2 == half ? 1 : 0));
            }

            labels[i] = i % 10 == 9 ? 1 - half : half;
        }

        return DataSet.FromArrays(features, 4, labels, 2);
    }
}
