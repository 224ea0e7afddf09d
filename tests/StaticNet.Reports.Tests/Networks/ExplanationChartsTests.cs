namespace StaticNet.Reports.Tests.Networks;

[Input(4), Standardize]
[Dense(8), Tanh]
[Dense(2), Softmax]
public sealed partial class ExplainedNet;

[Input(2)]
[Dense(2), TargetStandardize]
public sealed partial class ExplainedPair;

[Input(3)]
[Dense(1), TargetStandardize]
public sealed partial class ExplainedLine;

public sealed class ExplanationChartsTests
{
    private static readonly MemoryDataSet _data = Rows();

    private static readonly ExplainedNet _net = Train();

    [Fact]
    public void Importance_is_drawn_from_the_most_important_feature_down()
    {
        PermutationImportance importance = PermutationImportance.Of(
            _net.ToPredictor(), _data, new PermutationOptions { Names = ["a", "b", "c", "d"], Repeats = 3 });

        string[] rows = ExplanationCharts.Importance("Worth", importance, most: 2).ToCsv().Split("\r\n");

        FeatureImportance[] ranked = [.. importance.Ranked];
        Assert.Equal("a", ranked[0].Name);
        Assert.Equal("feature,importance,importance lower,importance upper", rows[0]);
        for (int i = 0; i < 2; i++)
        {
            FeatureImportance feature = ranked[i];
            Assert.Equal(
                FormattableString.Invariant(
                    $"{feature.Name},{feature.Mean:R},{feature.Mean - feature.Deviation:R},{feature.Mean + feature.Deviation:R}"),
                rows[i + 1]);
        }

        Assert.Equal(4, rows.Length);
        BarChart chart = ExplanationCharts.Importance("Worth", importance, most: 2);
        Assert.Contains("The 2 most important of 4 features.", chart.Caption!, StringComparison.Ordinal);
        Assert.True(chart.Y.Percent);
        Assert.Equal("loss of accuracy", chart.Y.Title);
    }

    [Fact]
    public void Calibration_is_drawn_beside_the_diagonal()
    {
        CalibrationCurve curve = CalibrationCurve.Of([0.3, 0.9, 0.4, 1, 1], [false, true, true, false, true], bins: 5);

        LineChart chart = ExplanationCharts.Calibration("Sure and right", ("net", curve));

        Assert.Equal(["net", "as sure as right"], chart.Lines.Select(static line => line.Name));
        Assert.Equal([curve.Bins[1].Confidence, curve.Bins[4].Confidence], chart.Lines[0].X);
        Assert.Equal([curve.Bins[1].Accuracy, curve.Bins[4].Accuracy], chart.Lines[0].Y);
        Assert.Equal(chart.Lines[1].X, chart.Lines[1].Y);
        Assert.Contains("Expected calibration error: net 24", chart.Caption!, StringComparison.Ordinal);

        TemperatureScaling scaling = TemperatureScaling.Measure(_net, _data);
        LineChart both = ExplanationCharts.Calibration("Before and after", scaling);
        Assert.Equal("before", both.Lines[0].Name);
        Assert.StartsWith("with temperature ", both.Lines[1].Name, StringComparison.Ordinal);
        Assert.Equal(scaling.After.Bins.Count(static bin => bin.Count > 0), both.Lines[1].X.Count);
    }

    [Fact]
    public void Dependence_of_one_output_has_a_band_and_of_several_a_line_each()
    {
        var line = new ExplainedLine(seed: 1);
        float[] features = [.. Enumerable.Range(0, 60).Select(static i => (float)((i * 7 % 20) - 10))];
        MemoryDataSet targets = DataSet.FromArrays(features, 3, [.. Enumerable.Range(0, 20).Select(static i => 100f * i)], 1);
        line.FitNormalizers(targets);
        PartialDependence one = PartialDependence.Of(line.ToPredictor(), targets, 2, points: 5);
        LineChart banded = ExplanationCharts.Dependence("Price over size", one, "size");
        Band band = Assert.Single(banded.Bands);
        Assert.Equal(one.Values, band.X);
        Assert.Equal(one.Lower(), band.Lower);
        Assert.Equal(one.Mean(), band.Middle);
        Assert.Equal(one.Upper(), band.Upper);
        Assert.Equal("size", banded.X.Title);

        PartialDependence several = PartialDependence.Of(_net.ToPredictor(), _data, 0, points: 6);
        LineChart lines = ExplanationCharts.Dependence("Classes over a", several, outputs: ["yes", "no"]);
        Assert.Equal(["yes", "no"], lines.Lines.Select(static line => line.Name));
        Assert.Equal(several.Mean(1), lines.Lines[1].Y);
        Assert.Equal("column 0", lines.X.Title);
        Assert.Throws<ArgumentException>(() => ExplanationCharts.Dependence("Classes over a", several, outputs: ["yes"]));
    }

    [Fact]
    public void Outputs_of_a_regression_have_charts_of_their_own()
    {
        var pair = new ExplainedPair(seed: 1);
        MemoryDataSet data = DataSet.FromArrays(
            [.. Enumerable.Range(0, 80).Select(static i => (float)(i * 7 % 20))],
            2,
            [.. Enumerable.Range(0, 80).Select(static i => i % 2 == 0 ? 1000f * i : i)],
            2);
        pair.FitNormalizers(data);
        SideBySide charts = Assert.Single(pair.Explain(data, dependences: 1, outputs: ["power", "loss"]).OfType<SideBySide>());
        LineChart[] drawn = [.. charts.Blocks.Cast<LineChart>()];
        int column = PermutationImportance.Of(pair.ToPredictor(), data).Ranked.First().Columns[0];
        PartialDependence dependence = PartialDependence.Of(pair.ToPredictor(), data, column);
        Assert.Equal([$"power over {column}", $"loss over {column}"], drawn.Select(static chart => chart.Title));
        for (int output = 0; output < 2; output++)
        {
            Band band = Assert.Single(drawn[output].Bands);
            Assert.Equal(dependence.Mean(output), band.Middle);
            Assert.Equal(dependence.Upper(output), band.Upper);
        }

        Assert.Throws<ArgumentException>(() => pair.Explain(data, outputs: ["power"]));
    }

    [Fact]
    public void Names_that_the_data_carry_are_taken()
    {
        MemoryDataSet named = _data.WithNames(["size", "age", "north", "open"], ["no", "yes"]);
        var net = new ExplainedNet(seed: 1);
        net.Fit(named, new FitOptions { Epochs = 1 });

        string[] features = [.. PermutationImportance.Of(net.ToPredictor(), named).Features.Select(static feature => feature.Name)];
        Assert.Equal(["size", "age", "north", "open"], features);
        Assert.Equal("size", ExplanationCharts.Dependence("Over size", PartialDependence.Of(net.ToPredictor(), named, 0)).X.Title);
        PairDependence pair = PairDependence.Of(net.ToPredictor(), named, 1, 3, points: 4);
        HeatMap map = Assert.IsType<HeatMap>(ExplanationCharts.Dependence("Both", pair));
        Assert.Equal(("open", "age"), (map.RowTitle, map.ColumnTitle));
        SideBySide dependences = Assert.Single(net.Explain(named).OfType<SideBySide>());
        Assert.All(dependences.Blocks, static block => Assert.Equal(["no", "yes"], Assert.IsType<LineChart>(block).Lines.Select(static line => line.Name)));
        Assert.Contains("yes", net.Evaluate(named).Classification!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Dependence_of_two_columns_is_a_surface_or_a_table()
    {
        PairDependence pair = PairDependence.Of(_net.ToPredictor(), _data, 0, 1, points: 4);
        Assert.IsType<ContourChart>(ExplanationCharts.Dependence("Both", pair, output: 1));

        // Column 3 is 0 or 1.
        PairDependence few = PairDependence.Of(_net.ToPredictor(), _data, 0, 3, points: 4);
        HeatMap map = Assert.IsType<HeatMap>(ExplanationCharts.Dependence("Both", few, output: 1, "a", "d"));
        Assert.Equal(("d", "a"), (map.RowTitle, map.ColumnTitle));
        Assert.Contains(FormattableString.Invariant($"{few.Mean(1)[2, 1]:R}"), map.ToCsv(), StringComparison.Ordinal);
    }

    [Fact]
    public void Saliency_stands_beside_its_sample()
    {
        ImageGrid grid = ExplanationCharts.Saliency("Why", _net, _data, 2, 2, count: 3, ["yes", "no"]);
        string[] rows = grid.ToCsv().Split("\r\n");
        Assert.Equal(8, rows.Length);
        float[] saliency = InputGradient.Saliency(_net, _data.Row(1), _net.ToPredictor().Classify(_data.Row(1)));
        string[] fields = rows[4].Split(',');
        Assert.StartsWith("why ", fields[0], StringComparison.Ordinal);
        Assert.Equal("1", fields[3 + Array.IndexOf(saliency, saliency.Max())]);
        Assert.Equal("0", fields[3 + Array.IndexOf(saliency, saliency.Min())]);
        Assert.Throws<ArgumentException>(() => ExplanationCharts.Saliency("Why", _net, _data, 3, 2));
    }

    [Fact]
    public void A_section_holds_all_of_it()
    {
        Section section = _net.Explain(_data, options: new PermutationOptions { Repeats = 2, Names = ["a", "b", "c", "d"] }, dependences: 3);
        Assert.Equal([typeof(BarChart), typeof(SideBySide), typeof(LineChart)], section.Select(static block => block.GetType()));
        Assert.Equal(3, ((SideBySide)section.ElementAt(1)).Blocks.Count);
        var report = new Report("Explained");
        report.Add(section);
        Assert.Contains("Answer over a", report.ToHtml(), StringComparison.Ordinal);
    }

    private static ExplainedNet Train()
    {
        var net = new ExplainedNet(seed: 1);
        net.Fit(_data, new FitOptions { Epochs = 5, BatchSize = 20, Optimizer = Optimizer.Adam(0.02), Threads = 1 });
        return net;
    }

    /// <summary>The class is the sign of the first column, nearly; the last column is 0 or 1.</summary>
    private static MemoryDataSet Rows()
    {
        var random = new Random(2);
        var features = new float[200 * 4];
        var labels = new int[200];
        for (int row = 0; row < labels.Length; row++)
        {
            for (int i = 0; i < 4; i++)
            {
                features[(row * 4) + i] = i == 3 ? random.Next(2) : (float)((2 * random.NextDouble()) - 1);
            }

            labels[row] = features[row * 4] + (0.2 * random.NextDouble()) > 0 ? 1 : 0;
        }

        return DataSet.FromArrays(features, 4, labels, 2);
    }
}
