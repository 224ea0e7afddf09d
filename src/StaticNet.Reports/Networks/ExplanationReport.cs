namespace StaticNet.Reports;

/// <summary>What a network has learned, as a part of a report.</summary>
public static class ExplanationReport
{
    /// <summary>Outputs of a regression that have charts of their own: each has its unit, but nobody looks at hundreds.</summary>
    private const int MostSeparateOutputs = 4;

    /// <summary>
    /// Everything that a table of features allows: what each is worth, how the answer depends on the most important ones, and, of a classifier, whether it
    /// is as often right as it says. Up to four outputs of a regression have charts of their own, since their units differ.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="data">Rows that it was not trained on, with labels or targets.</param>
    /// <param name="title">Title of the section.</param>
    /// <param name="options">How importance is measured, and what the columns are called; the defaults, and the names that the data carry, if null.</param>
    /// <param name="dependences">How many of the most important single columns are drawn, 0 or more.</param>
    /// <param name="outputs">What the outputs are called; if null, as the network calls its classes, or their numbers.</param>
    /// <exception cref="ArgumentException">The data do not fit the network, or names do not fit the columns or outputs.</exception>
    public static Section Explain(
        this Network network,
        MemoryDataSet data,
        string title = "What the network has learned",
        PermutationOptions? options = null,
        int dependences = 4,
        IReadOnlyList<string>? outputs = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfNegative(dependences);
        Predictor predictor = network.ToPredictor();
        NetworkLayout layout = network.Layout;
        PermutationImportance importance = PermutationImportance.Of(predictor, data, options);
        var section = new Section(title) { ExplanationCharts.Importance("What each feature is worth", importance) };
        outputs ??= network.ClassNames.Count == layout.OutputSize ? network.ClassNames : null;
        bool classifies = layout.Loss is LossKind.CrossEntropy or LossKind.ClippedCrossEntropy or LossKind.BinaryCrossEntropy;
        bool separate = !classifies && layout.OutputSize is > 1 and <= MostSeparateOutputs;
        Block[] charts =
        [
            .. importance.Ranked.Where(static feature => feature.Columns.Count == 1).Take(dependences).SelectMany(feature =>
            {
                PartialDependence dependence = PartialDependence.Of(predictor, data, feature.Columns[0], threads: options?.Threads ?? 0);
                return separate
                    ? Enumerable.Range(0, layout.OutputSize).Select(output => ExplanationCharts.DependenceOf(
                        output, $"{ExplanationCharts.OutputName(outputs, output)} over {feature.Name}", dependence, feature.Name, outputs))
                    : [ExplanationCharts.Dependence($"Answer over {feature.Name}", dependence, feature.Name, outputs)];
            }),
        ];
        if (charts.Length > 0)
        {
            section.Add(new SideBySide(charts));
        }

        if (classifies)
        {
            section.Add(ExplanationCharts.Calibration("Sure and right", ("as it predicts", CalibrationCurve.Of(network, data))));
        }

        return section;
    }
}
