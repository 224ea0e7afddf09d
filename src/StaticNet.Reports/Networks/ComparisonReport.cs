namespace StaticNet.Reports;

/// <summary>A comparison as parts of a report.</summary>
public static class ComparisonReport
{
    /// <summary>Everything: a table of test accuracies, and the courses of each setting.</summary>
    /// <param name="comparison">What was compared.</param>
    /// <param name="title">Title of the section.</param>
    public static Section ToSection(this Comparison comparison, string title)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var section = new Section(title) { comparison.ToTable() };
        foreach (ComparisonSetting setting in comparison.Settings)
        {
            section.Add(comparison.ToCharts(setting));
        }

        return section;
    }

    /// <summary>
    /// A row a setting and network: median, least and largest test accuracy (of regressions, test loss) over the seeds, and how many trainings
    /// diverged.
    /// </summary>
    /// <param name="comparison">What was compared.</param>
    /// <param name="title">Title of the table.</param>
    public static Table ToTable(this Comparison comparison, string title = "Test data")
    {
        ArgumentNullException.ThrowIfNull(comparison);
        bool classifies = comparison.Runs.Any(static run => run.TestAccuracy is not null);
        string? format = classifies ? "0.0000" : null;
        string measure = classifies ? "accuracy" : "loss";
        var table = new Table(
            "setting", "network", new TableColumn($"median {measure}", format), new TableColumn("least", format),
            new TableColumn("largest", format), "diverged")
        {
            Title = title,
        };
        foreach (ComparisonSetting setting in comparison.Settings)
        {
            foreach (Contestant contestant in comparison.Contestants)
            {
                AddRow(table, comparison, contestant, setting, classifies);
            }
        }

        return table;
    }

    /// <summary>
    /// Loss, and of classifiers accuracy, after each epoch of one setting: training and validation of all networks in one chart, each by its first
    /// seed.
    /// </summary>
    /// <param name="comparison">What was compared.</param>
    /// <param name="setting">Which setting.</param>
    /// <param name="title">What the charts are called; the setting's title if null.</param>
    public static SideBySide ToCharts(this Comparison comparison, ComparisonSetting setting, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(setting);
        title ??= setting.Title;
        (string, History)[] courses =
        [
            .. comparison.Contestants.Select(contestant => comparison.RunsOf(contestant, setting).FirstOrDefault()).OfType<ComparisonRun>()
                .Select(static run => (run.Contestant.Name, run.History)),
        ];
        LineChart loss = NetworkCharts.Loss($"Loss: {title}", courses);
        return courses.Any(static course => course.Item2.Epochs.Any(static epoch => epoch.Accuracy is not null))
            ? new SideBySide(loss, NetworkCharts.Accuracy($"Accuracy: {title}", courses))
            : new SideBySide(loss);
    }

    private static void AddRow(Table table, Comparison comparison, Contestant contestant, ComparisonSetting setting, bool classifies)
    {
        ComparisonRun[] runs = [.. comparison.RunsOf(contestant, setting)];
        int diverged = runs.Count(static run => run.Divergence is not null);
        double[] figures = [.. runs.Where(static run => run.Test is not null).Select(run => (classifies ? run.TestAccuracy : null) ?? run.Test!.Loss).Order()];
        object? median = classifies ? comparison.MedianTestAccuracy(contestant, setting) : figures.Length == 0 ? null : figures[figures.Length / 2];
        table.Add(
            setting.Title, contestant.Name, median ?? "diverged", figures.Length == 0 ? null : figures[0], figures.Length == 0 ? null : figures[^1],
            diverged == 0 ? null : $"{diverged} of {runs.Length}");
    }
}
