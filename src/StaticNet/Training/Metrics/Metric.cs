using System.Globalization;

namespace StaticNet;

/// <summary>
/// A figure by which a network is judged beside its loss: on validation data and in <see cref="Network.Evaluate(DataSet, int)"/> exactly, on
/// training data over the batches of the epoch, each as the weights were at its step. All rows count alike, whatever their weights.
/// </summary>
/// <remarks>
/// Classes are those of the network's output, counted from 0; a row of targets stands for its largest entry, a single one for class 1 from 0.5
/// on. Over several outputs with binary cross-entropy every output is a label of its own, predicted where its probability is above 0.5.
/// </remarks>
public sealed class Metric
{
    private readonly Func<MetricSetting, bool, string?> _misfit;
    private readonly Func<MetricSetting, MetricAccumulator> _start;

    private Metric(
        string name, bool largerIsBetter, Func<MetricSetting, bool, string?> misfit, Func<MetricSetting, MetricAccumulator> start)
    {
        Name = name;
        LargerIsBetter = largerIsBetter;
        _misfit = misfit;
        _start = start;
    }

    /// <summary>Fraction of rows classified rightly; where every output is a label of its own, of decisions.</summary>
    public static Metric Accuracy { get; } =
        new("accuracy", largerIsBetter: true, NeedsClasses, static _ => new AccuracyAccumulator());

    /// <summary>
    /// Mean of −ln p of the right class, or of the right decision on each label, p kept within [ε, 1 − ε] with ε = 2⁻²³ as in scikit-learn. Unlike
    /// the loss it knows no label smoothing, penalty or weights.
    /// </summary>
    public static Metric LogLoss { get; } =
        new("log loss", largerIsBetter: false, NeedsClasses, static setting => new LogLossAccumulator(setting));

    /// <summary>Mean absolute difference of output and target over all elements. Of a classifier's probabilities where it has targets.</summary>
    public static Metric MeanAbsoluteError { get; } =
        new("mean absolute error", largerIsBetter: false, NeedsTargets, static _ => new ErrorAccumulator(squared: false));

    /// <summary>
    /// Root of the mean squared difference of output and target over all elements, as in Keras; scikit-learn takes the root column by column and
    /// then the mean. Of a classifier's probabilities where it has targets.
    /// </summary>
    public static Metric RootMeanSquareError { get; } =
        new("root mean square error", largerIsBetter: false, NeedsTargets, static _ => new ErrorAccumulator(squared: true));

    /// <summary>
    /// Coefficient of determination, <c>1 − Σ(y − ŷ)²/Σ(y − ȳ)²</c>, the mean over columns. As in scikit-learn 1 for a constant column that is met
    /// exactly, 0 for one that is not, and NaN with fewer than two rows.
    /// </summary>
    public static Metric R2 { get; } =
        new("r2", largerIsBetter: true, NeedsTargets, static setting => new DeterminationAccumulator(setting.Columns));

    /// <summary>What it is called in histories and on the console, such as <c>f1 (macro)</c>. No two metrics of a training share it.</summary>
    public string Name { get; }

    /// <summary>Whether larger values are better.</summary>
    public bool LargerIsBetter { get; }

    /// <summary>
    /// Fraction of rows whose class is among the <paramref name="k"/> most likely. Of equally likely classes the first comes first, so that
    /// with 1 it is the accuracy.
    /// </summary>
    /// <param name="k">At least 1, and at most the number of classes.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is below 1.</exception>
    public static Metric TopK(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        return new(
            Text($"top {k} accuracy"), largerIsBetter: true,
            (setting, _) => setting.Kind != DecisionKind.Classes ? Text($"{setting.Network} does not tell several classes apart.")
                : k > setting.Classes ? Text($"{setting.Network} tells {setting.Classes} classes apart, fewer than {k}.")
                : null,
            setting => new TopKAccumulator(k, setting.Columns));
    }

    /// <summary>Of what is predicted to be of a class the fraction that is; 0 for a class that is never predicted.</summary>
    /// <param name="average">How the classes' figures become one. <see cref="Average.Binary"/>, the default, needs a network of two classes.</param>
    public static Metric Precision(Average average = Average.Binary) => OfScores("precision", static scores => scores.Precision, average, null);

    /// <summary><see cref="Precision(Average)"/> of one class, or label.</summary>
    /// <param name="ofClass">Its number, from 0.</param>
    public static Metric Precision(int ofClass) => OfScores("precision", static scores => scores.Precision, default, ofClass);

    /// <summary>Of what is of a class the fraction predicted to be; 0 for a class that is never met.</summary>
    /// <param name="average">How the classes' figures become one. <see cref="Average.Binary"/>, the default, needs a network of two classes.</param>
    public static Metric Recall(Average average = Average.Binary) => OfScores("recall", static scores => scores.Recall, average, null);

    /// <summary><see cref="Recall(Average)"/> of one class, or label.</summary>
    /// <param name="ofClass">Its number, from 0.</param>
    public static Metric Recall(int ofClass) => OfScores("recall", static scores => scores.Recall, default, ofClass);

    /// <summary>Harmonic mean of precision and recall; 0 for a class that is neither met nor predicted.</summary>
    /// <param name="average">How the classes' figures become one. <see cref="Average.Binary"/>, the default, needs a network of two classes.</param>
    public static Metric F1(Average average = Average.Binary) => OfScores("f1", static scores => scores.F1, average, null);

    /// <summary><see cref="F1(Average)"/> of one class, or label.</summary>
    /// <param name="ofClass">Its number, from 0.</param>
    public static Metric F1(int ofClass) => OfScores("f1", static scores => scores.F1, default, ofClass);

    /// <summary>
    /// Area under the ROC curve: with two classes that of class 1, with several of each against the rest. Exact: the scores of all rows are kept
    /// and sorted, 4 bytes a row and class. Classes that none or all of the rows belong to have no area and are left out of macro and weighted
    /// averages; NaN if that leaves none.
    /// </summary>
    /// <param name="average">
    /// How the classes' areas become one; of no effect on a network with a single output. <see cref="Average.Binary"/> needs such a network.
    /// </param>
    public static Metric RocAuc(Average average = Average.Macro) => new(
        $"roc auc ({Word(average)})", largerIsBetter: true, (setting, _) => Misfit(setting, average, null),
        setting => new RocAccumulator(setting, average, null));

    /// <summary>Area under the ROC curve of one class against the rest, or of a label; NaN if none or all of the rows belong to it.</summary>
    /// <param name="ofClass">Its number, from 0.</param>
    public static Metric RocAuc(int ofClass) => new(
        Text($"roc auc (class {ofClass})"), largerIsBetter: true, (setting, _) => Misfit(setting, default, ofClass),
        setting => new RocAccumulator(setting, default, ofClass));

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal MetricAccumulator Start(MetricSetting setting) => _start(setting);

    /// <summary>Refuses metrics that make no sense of a network on a data set, or that share a name.</summary>
    /// <exception cref="ArgumentException">The message says which and why.</exception>
    internal static void Check(IReadOnlyList<Metric> metrics, NetworkLayout layout, DataSet data, string argument)
    {
        ArgumentNullException.ThrowIfNull(metrics, argument);
        var names = new HashSet<string>();
        foreach (Metric metric in metrics)
        {
            ArgumentNullException.ThrowIfNull(metric, argument);
            if (metric._misfit(MetricSetting.Of(layout), data.HasLabels) is { } misfit)
            {
                throw new ArgumentException($"The metric '{metric.Name}' makes no sense here: {misfit}", argument);
            }

            if (!names.Add(metric.Name))
            {
                throw new ArgumentException($"The metric '{metric.Name}' is given twice.", argument);
            }
        }
    }

    private static Metric OfScores(string name, Func<ClassScores, double> figure, Average average, int? ofClass) => new(
        ofClass is int @class ? Text($"{name} (class {@class})") : average == Average.Binary ? name : $"{name} ({Word(average)})",
        largerIsBetter: true,
        (setting, _) => Misfit(setting, average, ofClass),
        setting => new ClassScoresAccumulator(setting, figure, average, ofClass));

    private static string? NeedsClasses(MetricSetting setting, bool hasLabels) =>
        setting.Kind == DecisionKind.Values ? $"{setting.Network} does not tell classes apart." : null;

    private static string? NeedsTargets(MetricSetting setting, bool hasLabels) => hasLabels ? "it needs targets, and the data have labels." : null;

    private static string? Misfit(MetricSetting setting, Average average, int? ofClass) =>
        setting.Kind == DecisionKind.Values ? NeedsClasses(setting, false)
        : ofClass is int @class
            ? @class >= 0 && @class < setting.Classes ? null : Text($"{setting.Network} has the classes 0 to {setting.Classes - 1}.")
        : !Enum.IsDefined(average) ? Text($"there is no average {(int)average}.")
        : average == Average.Binary && setting.Kind != DecisionKind.Binary
            ? $"{setting.Network} does not tell two classes apart by one output; say Average.Macro, Micro or Weighted, or a class."
        : null;

    private static string Word(Average average) => average switch
    {
        Average.Binary => "binary",
        Average.Macro => "macro",
        Average.Micro => "micro",
        _ => "weighted",
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
