using System.Globalization;
using StaticNet.Reports.Drawing;

namespace StaticNet.Reports;

/// <summary>Pictures of what a network has learned, and of how far it can be trusted.</summary>
public static class ExplanationCharts
{
    /// <summary>What each feature is worth, the most important first, with the deviation over the repeats.</summary>
    /// <param name="title">Title of the chart.</param>
    /// <param name="importance">What was measured.</param>
    /// <param name="most">Features that are shown, at least 1.</param>
    public static BarChart Importance(string title, PermutationImportance importance, int most = 20)
    {
        ArgumentNullException.ThrowIfNull(importance);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        FeatureImportance[] shown = [.. importance.Ranked.Take(most)];
        string score = NameOf(importance.Score);
        bool isShare = importance.Score == ImportanceScore.Accuracy;
        int left = importance.Features.Count - shown.Length;
        string rest = left > 0 ? $" The {shown.Length} most important of {importance.Features.Count} features." : "";
        return new BarChart(title, shown.Select(static feature => feature.Name))
        {
            X = "feature",
            Y = new Axis($"{(importance.Score is ImportanceScore.Accuracy or ImportanceScore.RSquared ? "loss of" : "rise of")} {score}") { Percent = isShare },
            Caption = $"How much worse the network does where a feature's values are shuffled among the rows; the {score} of the rows as they are is "
                + $"{(isShare ? Invariant.PercentValue(Math.Round(importance.Baseline, 4)) : Invariant.Value(Math.Round(importance.Baseline, 4)))}. "
                + $"Ranges are a deviation to either side.{rest}",
        }
        .Add(
            "importance",
            shown.Select(static feature => feature.Mean),
            shown.Select(static feature => feature.Mean - feature.Deviation),
            shown.Select(static feature => feature.Mean + feature.Deviation));
    }

    /// <summary>How often a classifier is right, by how sure it is, beside the diagonal on which the two are the same.</summary>
    /// <param name="title">Title of the chart.</param>
    /// <param name="curves">The curves, each with the name that the legend gives it.</param>
    public static LineChart Calibration(string title, params (string Name, CalibrationCurve Curve)[] curves)
    {
        ArgumentNullException.ThrowIfNull(curves);
        var chart = new LineChart(title)
        {
            X = new Axis("confidence") { Percent = true, Minimum = 0, Maximum = 1 },
            Y = new Axis("accuracy") { Percent = true, Minimum = 0, Maximum = 1 },
            Caption = "Below the diagonal, the classifier is surer than it may be. Expected calibration error: "
                + string.Join(", ", curves.Select(static curve => $"{curve.Name} {Invariant.PercentValue(Math.Round(curve.Curve.ExpectedError, 4))}")) + ".",
        };
        for (int i = 0; i < curves.Length; i++)
        {
            (string name, CalibrationCurve curve) = curves[i];
            CalibrationBin[] filled = [.. curve.Bins.Where(static bin => bin.Count > 0)];
            chart.Add(new Line(name, filled.Select(static bin => bin.Confidence), filled.Select(static bin => bin.Accuracy)) { Color = i, Dash = Dash.Solid });
        }

        return chart.Add(new Line("as sure as right", [0, 1], [0, 1]) { Color = curves.Length, Dash = Dash.Dashed });
    }

    /// <summary>The calibration before and after a temperature.</summary>
    /// <param name="title">Title of the chart.</param>
    /// <param name="scaling">What was found.</param>
    public static LineChart Calibration(string title, TemperatureScaling scaling)
    {
        ArgumentNullException.ThrowIfNull(scaling);
        string temperature = Invariant.Value(Math.Round(scaling.Temperature, 3));
        return Calibration(title, ("before", scaling.Before), ($"with temperature {temperature}", scaling.After));
    }

    /// <summary>
    /// What a network gives on average if one column has a value: of one output with the range of the middle four fifths of the rows, of several a line each.
    /// </summary>
    /// <param name="title">Title of the chart.</param>
    /// <param name="dependence">What was computed.</param>
    /// <param name="column">What the column is called; if null, as the data have it, or its number.</param>
    /// <param name="outputs">What the outputs are called, such as the classes; numbers if null.</param>
    /// <exception cref="ArgumentException">There are not as many names as outputs.</exception>
    public static LineChart Dependence(string title, PartialDependence dependence, string? column = null, IReadOnlyList<string>? outputs = null)
    {
        ArgumentNullException.ThrowIfNull(dependence);
        CheckNames(outputs, dependence.OutputCount);
        if (dependence.OutputCount == 1)
        {
            return DependenceOf(0, title, dependence, column, outputs);
        }

        var chart = new LineChart(title)
        {
            X = ColumnName(dependence, column),
            Y = "mean output",
            Caption = "The mean over all rows with the column set to each value.",
        };
        for (int output = 0; output < dependence.OutputCount; output++)
        {
            chart.Add(OutputName(outputs, output), dependence.Values, dependence.Mean(output));
        }

        return chart;
    }

    /// <summary>What a network gives on average if one column has a value: one output alone, with the range of the middle four fifths of the rows.</summary>
    /// <param name="output">The output, from 0.</param>
    /// <param name="title">Title of the chart.</param>
    /// <param name="dependence">What was computed.</param>
    /// <param name="column">What the column is called; if null, as the data have it, or its number.</param>
    /// <param name="outputs">What the outputs are called; numbers if null.</param>
    /// <exception cref="ArgumentException">There is no such output, or not as many names as outputs.</exception>
    public static LineChart DependenceOf(
        int output, string title, PartialDependence dependence, string? column = null, IReadOnlyList<string>? outputs = null)
    {
        ArgumentNullException.ThrowIfNull(dependence);
        CheckNames(outputs, dependence.OutputCount);
        return new LineChart(title)
        {
            X = ColumnName(dependence, column),
            Y = "mean output",
            Caption = "The mean over all rows with the column set to each value; the band holds four fifths of the rows.",
        }
        .Add(new Band(outputs?[output] ?? "mean", dependence.Values, dependence.Lower(output), dependence.Mean(output), dependence.Upper(output)));
    }

    /// <summary>What a network gives on average if two columns have values: a surface, or a table where one of them has few.</summary>
    /// <param name="title">Title of the chart.</param>
    /// <param name="dependence">What was computed.</param>
    /// <param name="output">The output, from 0.</param>
    /// <param name="first">What the first column is called; if null, as the data have it, or its number.</param>
    /// <param name="second">What the second column is called; if null, as the data have it, or its number.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public static Chart Dependence(string title, PairDependence dependence, int output = 0, string? first = null, string? second = null)
    {
        ArgumentNullException.ThrowIfNull(dependence);
        first ??= dependence.FirstColumnName ?? $"column {Invariant.RoundTrip(dependence.FirstColumn)}";
        second ??= dependence.SecondColumnName ?? $"column {Invariant.RoundTrip(dependence.SecondColumn)}";
        double[,] means = Transposed(dependence.Mean(output));
        const string Caption = "The mean over all rows with both columns set to each pair of values.";
        return Math.Min(dependence.FirstValues.Count, dependence.SecondValues.Count) < 3
            ? new HeatMap(title, means, dependence.SecondValues.Select(Invariant.Value), dependence.FirstValues.Select(Invariant.Value))
            {
                RowTitle = second,
                ColumnTitle = first,
                Value = "mean output",
                Caption = Caption,
            }
            : new ContourChart(title, dependence.FirstValues, dependence.SecondValues, means)
            {
                X = first,
                Y = second,
                Value = "mean output",
                Caption = Caption,
            };
    }

    /// <summary>Samples as images, each beside an image of where the network looks: what moves the logit of the class that it gives most.</summary>
    /// <param name="title">Title of the pictures.</param>
    /// <param name="network">A network with two outputs or more, whose samples are images of one value a pixel.</param>
    /// <param name="data">The samples.</param>
    /// <param name="width">Pixels in a row of a sample.</param>
    /// <param name="height">Rows of pixels of a sample.</param>
    /// <param name="count">Samples that are shown, from the first.</param>
    /// <param name="classes">Names of the classes, or null for numbers from 0.</param>
    /// <exception cref="ArgumentException">Network, data, size and names do not fit together.</exception>
    public static ImageGrid Saliency(
        string title, Network network, MemoryDataSet data, int width, int height, int count = 8, IReadOnlyList<string>? classes = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        NetworkLayout layout = network.Layout;
        if (layout.OutputSize < 2 || data.FeatureCount != layout.InputSize || data.FeatureCount != (long)width * height)
        {
            throw new ArgumentException(
                $"{layout.Name} maps {layout.InputSize} values to {layout.OutputSize}, "
                + $"and the data have {data.FeatureCount} values for {width} x {height} pixels; "
                + "expected two outputs or more, and samples of its size.",
                nameof(data));
        }

        CheckNames(classes, layout.OutputSize);
        Predictor predictor = network.ToPredictor();
        var images = new List<GridImage>();
        for (int row = 0; row < Math.Min(count, data.Count); row++)
        {
            ReadOnlySpan<float> sample = data.Row(row);
            int answer = predictor.Classify(sample);
            string name = classes?[answer] ?? Invariant.RoundTrip(answer);
            images.Add(new GridImage(Scaled(sample), width, height, $"sample {Invariant.RoundTrip(row)}"));
            images.Add(new GridImage(Scaled(InputGradient.Saliency(network, sample, answer)), width, height, $"why {name}"));
        }

        return new ImageGrid(title, images)
        {
            Value = "share of the largest",
            Caption = "Each sample, and beside it how much each pixel moves the answer: |gradient| of the largest logit.",
        };
    }

    /// <summary>Values between the least, 0, and the largest, 1: a sample and its gradients have no unit in common.</summary>
    private static float[] Scaled(ReadOnlySpan<float> values)
    {
        float least = float.PositiveInfinity;
        float largest = float.NegativeInfinity;
        foreach (float value in values)
        {
            least = Math.Min(least, value);
            largest = Math.Max(largest, value);
        }

        var scaled = new float[values.Length];
        for (int i = 0; i < scaled.Length; i++)
        {
            scaled[i] = largest > least ? (values[i] - least) / (largest - least) : 0;
        }

        return scaled;
    }

    private static double[,] Transposed(double[,] values)
    {
        var transposed = new double[values.GetLength(1), values.GetLength(0)];
        for (int i = 0; i < values.GetLength(0); i++)
        {
            for (int j = 0; j < values.GetLength(1); j++)
            {
                transposed[j, i] = values[i, j];
            }
        }

        return transposed;
    }

    private static void CheckNames(IReadOnlyList<string>? names, int outputs)
    {
        if (names is not null && names.Count != outputs)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"There are {names.Count} names of outputs; expected {outputs}."), nameof(names));
        }
    }

    private static string NameOf(ImportanceScore score) => score switch
    {
        ImportanceScore.Accuracy => "accuracy",
        ImportanceScore.LogLoss => "log loss",
        ImportanceScore.RSquared => "R²",
        ImportanceScore.RootMeanSquaredError => "root mean squared error",
        _ => "mean absolute error",
    };

    internal static string OutputName(IReadOnlyList<string>? outputs, int output) => outputs?[output] ?? $"output {Invariant.RoundTrip(output)}";

    private static string ColumnName(PartialDependence dependence, string? column) =>
        column ?? dependence.ColumnName ?? $"column {Invariant.RoundTrip(dependence.Column)}";
}
