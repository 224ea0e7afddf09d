using StaticNet.Reports.Drawing;

namespace StaticNet.Reports;

/// <summary>Pictures of networks and of their training.</summary>
public static class NetworkCharts
{
    private const int BatchRows = 256;

    /// <summary>The loss over the epochs: training dashed, validation solid, one colour a run.</summary>
    /// <param name="title">Title of the chart.</param>
    /// <param name="runs">The trainings, each with the name that the legend gives it.</param>
    public static LineChart Loss(string title, params (string Name, History History)[] runs) =>
        Curves(title, "loss", percent: false, runs, static epoch => epoch.Loss, static epoch => epoch.ValidationLoss);

    /// <summary>The accuracy over the epochs, as <see cref="Loss"/> draws it. Epochs of a regression are gaps.</summary>
    /// <param name="title">Title of the chart.</param>
    /// <param name="runs">The trainings, each with the name that the legend gives it.</param>
    public static LineChart Accuracy(string title, params (string Name, History History)[] runs) =>
        Curves(title, "accuracy", percent: true, runs, static epoch => epoch.Accuracy, static epoch => epoch.ValidationAccuracy);

    /// <summary>How often each class was taken for each, under the names that the network gives them.</summary>
    /// <param name="title">Title of the matrix.</param>
    /// <param name="evaluation">A classifier's, of <see cref="Network.Evaluate(DataSet, int)"/>.</param>
    /// <param name="mistakes">The worst mistakes, such as <see cref="WorstMistakes"/>; none if null.</param>
    /// <exception cref="ArgumentException">It is of a regression.</exception>
    public static ConfusionMatrix Confusion(string title, Evaluation evaluation, IReadOnlyList<GridImage>? mistakes = null)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        int[,] counts = evaluation.ConfusionMatrix
            ?? throw new ArgumentException("Expected the evaluation of a classifier, found that of a regression.", nameof(evaluation));
        return new ConfusionMatrix(title, counts, evaluation.ClassNames.Count > 0 ? evaluation.ClassNames : null) { Mistakes = mistakes ?? [] };
    }

    /// <summary>
    /// What share of a class is found, over what share of the others is taken for it, one line a class, for every threshold of the score. Of two classes
    /// the second alone is drawn, since the other's curve is its mirror image.
    /// </summary>
    /// <param name="title">Title of the chart.</param>
    /// <param name="evaluation">An evaluation that was asked for <see cref="Metric.RocAuc(Average)"/>.</param>
    /// <exception cref="ArgumentException">It was not asked for it.</exception>
    public static LineChart Roc(string title, Evaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        IReadOnlyList<RocCurve> curves = evaluation.RocCurves
            ?? throw new ArgumentException("The evaluation has no ROC curves; pass Metric.RocAuc() to Evaluate.", nameof(evaluation));
        int classes = curves.Count == 1 ? 2 : curves.Count;
        int[] shown = classes == 2 ? [1] : [.. Enumerable.Range(0, classes)];
        var chart = new LineChart(title)
        {
            X = new Axis("of the others, taken for it") { Percent = true, Minimum = 0, Maximum = 1 },
            Y = new Axis("of the class, found") { Percent = true, Minimum = 0, Maximum = 1 },
            Caption = "The area under a line is the chance that a row of the class scores higher than another one; guessing has one half.",
        };
        foreach (int shownClass in shown)
        {
            RocCurve curve = curves[Math.Min(shownClass, curves.Count - 1)];
            string name = evaluation.ClassNames.Count == classes ? evaluation.ClassNames[shownClass] : $"class {Invariant.RoundTrip(shownClass)}";
            chart.Add(new Line($"{name}, area {Invariant.Value(Math.Round(curve.Area, 4))}", curve.FalsePositiveRates, curve.TruePositiveRates)
            {
                Color = shownClass,
                Dash = Dash.Solid,
            });
        }

        return chart.Add(new Line("guessing", [0, 1], [0, 1]) { Color = classes, Dash = Dash.Dashed });
    }

    /// <summary>A network's layers, with what becomes of each in the predictor.</summary>
    /// <param name="title">Title of the diagram.</param>
    /// <param name="layout">The architecture: <see cref="Network.Layout"/>.</param>
    public static FlowDiagram Diagram(string title, NetworkLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        var steps = new List<FlowStep>();
        foreach (LayerSummary layer in layout.Layers)
        {
            steps.Add(new FlowStep(layer.Name, layer.Kind, Detail(layer), IsFolded(layer.Prediction)) { From = Sources(layer.Kind, steps) });
        }

        return new FlowDiagram(title, steps);
    }

    /// <summary>What each unit of a first layer weighs the pixels of an image with: blue takes away, red adds.</summary>
    /// <param name="title">Title of the pictures.</param>
    /// <param name="kernel">The layer's kernel, <c>[height·width, units]</c>.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows of pixels.</param>
    /// <param name="most">Units that are shown, from the first.</param>
    /// <exception cref="ArgumentException">The kernel does not weigh as many values as an image has pixels.</exception>
    public static ImageGrid Weights(string title, ParameterView kernel, int width, int height, int most = 64)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (kernel.Shape.Length != 2 || kernel.Shape[0] != width * height)
        {
            throw new ArgumentException(
                $"{kernel.Name} has shape [{string.Join(", ", kernel.Shape.ToArray())}]; expected [{width * height}, units], one row a pixel.", nameof(kernel));
        }

        int units = kernel.Shape[1];
        float[] weights = kernel.ToArray();
        var images = new List<GridImage>();
        var image = new float[width * height];
        for (int unit = 0; unit < Math.Min(units, most); unit++)
        {
            for (int pixel = 0; pixel < image.Length; pixel++)
            {
                image[pixel] = weights[(pixel * units) + unit];
            }

            images.Add(new GridImage(image, width, height, $"unit {unit}"));
        }

        return new ImageGrid(title, images)
        {
            Map = ColorMap.Diverging,
            Value = "weight",
            Caption = units > most ? $"The first {most} of {units} units of `{kernel.Name}`." : $"The {units} units of `{kernel.Name}`.",
        };
    }

    /// <summary>The samples that a classifier got wrong and was surest of.</summary>
    /// <param name="predictor">The classifier, whose outputs are probabilities of two classes or more.</param>
    /// <param name="data">Samples with labels.</param>
    /// <param name="width">Pixels in a row of a sample.</param>
    /// <param name="height">Rows of pixels of a sample.</param>
    /// <param name="count">How many to find, at most.</param>
    /// <param name="classes">Names of the classes, or null for numbers from 0.</param>
    /// <returns>The samples as pictures, the worst first, each with its class, what it was taken for and how surely.</returns>
    /// <exception cref="ArgumentException">The data have no labels, or predictor, data, size and names do not fit together.</exception>
    public static IReadOnlyList<GridImage> WorstMistakes(
        Predictor predictor, MemoryDataSet data, int width, int height, int count = 12, IReadOnlyList<string>? classes = null)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        int outputs = predictor.Layout.OutputSize;
        if (outputs < 2 || !data.HasLabels || data.FeatureCount != predictor.Layout.InputSize || data.FeatureCount != (long)width * height)
        {
            throw new ArgumentException(
                $"The predictor maps {predictor.Layout.InputSize} values to {outputs}, and the data have {data.FeatureCount} values for {width} x {height} "
                + $"pixels, {(data.HasLabels ? "with" : "without")} labels; expected a classifier of two classes or more, and labelled samples of its size.",
                nameof(data));
        }

        if (classes is not null && classes.Count != outputs)
        {
            throw new ArgumentException($"There are {classes.Count} names of classes; expected {outputs}.", nameof(classes));
        }

        var mistakes = new List<(int Row, int Predicted, float Certainty)>();
        var input = new float[BatchRows * data.FeatureCount];
        var output = new float[BatchRows * outputs];
        for (int start = 0; start < data.Count; start += BatchRows)
        {
            int rows = Math.Min(BatchRows, data.Count - start);
            for (int i = 0; i < rows; i++)
            {
                data.Row(start + i).CopyTo(input.AsSpan(i * data.FeatureCount));
            }

            predictor.Predict(input.AsSpan(0, rows * data.FeatureCount), output.AsSpan(0, rows * outputs));
            for (int i = 0; i < rows; i++)
            {
                ReadOnlySpan<float> probabilities = output.AsSpan(i * outputs, outputs);
                int predicted = Largest(probabilities);
                if (predicted != data.Label(start + i))
                {
                    mistakes.Add((start + i, predicted, probabilities[predicted]));
                }
            }
        }

        string Name(int label) => classes is not null && label < classes.Count ? classes[label] : Invariant.RoundTrip(label);
        return [.. mistakes.OrderByDescending(static mistake => mistake.Certainty).ThenBy(static mistake => mistake.Row).Take(count).Select(mistake =>
        {
            string sure = Invariant.PercentValue(Math.Round(mistake.Certainty, 3));
            return new GridImage(data.Row(mistake.Row), width, height, $"{Name(data.Label(mistake.Row))} taken for {Name(mistake.Predicted)}, {sure} sure");
        })];
    }

    private static LineChart Curves(
        string title, string measure, bool percent, (string Name, History History)[] runs, Func<EpochRecord, double?> training,
        Func<EpochRecord, double?> validation)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var chart = new LineChart(title) { X = "epoch", Y = new Axis(measure) { Percent = percent } };
        for (int i = 0; i < runs.Length; i++)
        {
            (string name, History history) = runs[i];
            double[] epochs = [.. history.Epochs.Select(static epoch => (double)epoch.Epoch)];
            IEnumerable<double> trained = history.Epochs.Select(epoch => training(epoch) ?? double.NaN);
            chart.Add(new Line($"{name}, training", epochs, trained) { Color = i, Dash = Dash.Dashed });
            if (history.Epochs.Any(epoch => validation(epoch) is not null))
            {
                IEnumerable<double> validated = history.Epochs.Select(epoch => validation(epoch) ?? double.NaN);
                chart.Add(new Line($"{name}, validation", epochs, validated) { Color = i, Dash = Dash.Solid });
            }
        }

        return chart;
    }

    private static string Detail(LayerSummary layer)
    {
        string shape = string.Join(" x ", layer.OutputShape);
        string parameters = layer.Parameters > 0 ? $" · {Invariant.Value(layer.Parameters)} parameters" : "";
        return $"{shape}{parameters}{(layer.Prediction.Length > 0 ? $" · {layer.Prediction}" : "")}";
    }

    private static bool IsFolded(string prediction) =>
        prediction.StartsWith("folded", StringComparison.Ordinal) || prediction.StartsWith("left out", StringComparison.Ordinal)
        || prediction.StartsWith("skipped", StringComparison.Ordinal);

    // A kind says what is read besides the layer above: "Dense 16 from block", "Add main", "Concat block, stem".
    private static List<string> Sources(string kind, List<FlowStep> above)
    {
        if (above.Count == 0)
        {
            return [];
        }

        int from = kind.IndexOf(" from ", StringComparison.Ordinal);
        List<string> sources = [from >= 0 ? kind[(from + 6)..] : above[^1].Name];
        string first = from >= 0 ? kind[..from] : kind;
        foreach (string merge in new[] { "Add ", "Concat " })
        {
            if (first.StartsWith(merge, StringComparison.Ordinal))
            {
                sources.AddRange(first[merge.Length..].Split(',', StringSplitOptions.TrimEntries));
            }
        }

        return [.. sources.Where(source => above.Exists(step => step.Name == source)).Distinct()];
    }

    private static int Largest(ReadOnlySpan<float> values)
    {
        int largest = 0;
        for (int i = 1; i < values.Length; i++)
        {
            largest = values[i] > values[largest] ? i : largest;
        }

        return largest;
    }
}
