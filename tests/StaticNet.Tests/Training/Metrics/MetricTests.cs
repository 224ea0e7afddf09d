namespace StaticNet.Tests.Training.Metrics;

/// <summary>Metrics against examples of scikit-learn's documentation, and against the plainest way to compute them.</summary>
public sealed class MetricTests
{
    [Fact]
    public void Precision_recall_and_f1_are_those_of_scikit_learn()
    {
        // precision_score, recall_score and f1_score, "Examples": y_true, y_pred.
        int[] actual = [0, 1, 2, 0, 1, 2];
        int[] predicted = [0, 2, 1, 0, 0, 1];
        MetricCollection values = Judge(
            OneHot(predicted, 3), actual, 3, Metric.Precision(Average.Macro), Metric.Precision(Average.Micro), Metric.Precision(Average.Weighted),
            Metric.Precision(ofClass: 0), Metric.Recall(Average.Macro), Metric.Recall(Average.Micro), Metric.Recall(ofClass: 0),
            Metric.Recall(ofClass: 1), Metric.F1(Average.Macro), Metric.F1(Average.Micro), Metric.F1(Average.Weighted), Metric.F1(ofClass: 0),
            Metric.Accuracy);
        double[] expected = [2.0 / 9, 1.0 / 3, 2.0 / 9, 2.0 / 3, 1.0 / 3, 1.0 / 3, 1, 0, 0.8 / 3, 1.0 / 3, 0.8 / 3, 0.8, 1.0 / 3];
        AssertClose(expected, values);
    }

    [Fact]
    public void With_nothing_to_divide_by_a_figure_is_0_and_absent_classes_are_left_out()
    {
        // Class 1 is met and never predicted, class 2 predicted and never met, class 3 neither.
        MetricCollection values = Judge(
            OneHot([0, 0, 2, 0], 4), [0, 1, 0, 0], 4, Metric.Precision(ofClass: 1), Metric.Recall(ofClass: 2), Metric.F1(ofClass: 3),
            Metric.Precision(Average.Macro), Metric.Recall(Average.Macro), Metric.F1(Average.Macro), Metric.Recall(Average.Weighted));
        AssertClose([0, 0, 0, 2.0 / 9, 2.0 / 9, 2.0 / 9, 0.5], values);
    }

    [Fact]
    public void Top_k_is_that_of_scikit_learn()
    {
        // top_k_accuracy_score, "Examples".
        float[] scores = [0.5f, 0.2f, 0.2f, 0.3f, 0.4f, 0.2f, 0.2f, 0.4f, 0.3f, 0.7f, 0.2f, 0.1f];
        AssertClose([0.5, 0.75, 1], Judge(scores, [0, 1, 2, 2], 3, Metric.TopK(1), Metric.TopK(2), Metric.TopK(3)));
    }

    [Fact]
    public void Of_equal_scores_the_first_comes_first()
    {
        float[] scores = [1, 1, 1, 1, 1, 1];
        AssertClose([0.5, 0.5, 0.5, 1], Judge(scores, [0, 1], 3, Metric.Accuracy, Metric.TopK(1), Metric.F1(Average.Micro), Metric.TopK(2)));
    }

    [Fact]
    public void Log_loss_is_that_of_scikit_learn()
    {
        // log_loss, "Examples": ham is class 0, spam class 1.
        float[] probabilities = [0.1f, 0.9f, 0.9f, 0.1f, 0.8f, 0.2f, 0.35f, 0.65f];
        MetricCollection values = Judge([.. probabilities.Select(static p => MathF.Log(p))], [1, 0, 0, 1], 2, Metric.LogLoss);
        Assert.Equal(0.21616, values[Metric.LogLoss], 1e-5);

        // What was thought impossible costs −ln ε.
        Assert.Equal(23 * Math.Log(2), Judge([0, 1000], [0], 2, Metric.LogLoss)[Metric.LogLoss], 1e-9);
    }

    [Fact]
    public void The_area_under_the_curve_is_that_of_scikit_learn()
    {
        // roc_auc_score and roc_curve, "Examples".
        float[] scores = [0.1f, 0.4f, 0.35f, 0.8f];
        RocCurve curve = RocCurve.Of(scores, [false, false, true, true]);
        Assert.Equal(0.75, curve.Area, 1e-12);
        Assert.Equal([0, 0, 0.5, 0.5, 1], curve.FalsePositiveRates);
        Assert.Equal([0, 0.5, 0.5, 1, 1], curve.TruePositiveRates);
        Assert.Equal([float.PositiveInfinity, 0.8f, 0.4f, 0.35f, 0.1f], curve.Thresholds);
    }

    [Fact]
    public void The_area_is_the_share_of_pairs_in_order()
    {
        var random = new Random(2);
        for (int trial = 0; trial < 200; trial++)
        {
            int rows = random.Next(2, 40);
            float[] scores = [.. Enumerable.Range(0, rows).Select(_ => (float)random.Next(1 + (trial % 12)))];
            bool[] positives = [.. Enumerable.Range(0, rows).Select(_ => random.Next(3) == 0)];
            RocCurve curve = RocCurve.Of(scores, positives);
            Assert.Equal(PairArea(scores, positives), curve.Area, 1e-12);

            double trapezoids = 0;
            for (int i = 1; i < curve.Thresholds.Count; i++)
            {
                trapezoids += (curve.FalsePositiveRates[i] - curve.FalsePositiveRates[i - 1])
                    * (curve.TruePositiveRates[i] + curve.TruePositiveRates[i - 1]) / 2;
            }

            Assert.Equal(curve.Area, trapezoids, 1e-12);
        }
    }

    [Fact]
    public void An_area_without_both_kinds_of_rows_or_with_NaN_is_NaN()
    {
        Assert.Equal(double.NaN, RocCurve.Of([1, 2], [true, true]).Area);
        Assert.Equal(double.NaN, RocCurve.Of([1, 2], [false, false]).Area);
        Assert.Equal(double.NaN, RocCurve.Of([1, float.NaN], [false, true]).Area);
        Assert.Throws<ArgumentException>(() => RocCurve.Of([1, 2], [true]));
    }

    [Fact]
    public void One_against_the_rest_takes_every_class_in_turn()
    {
        const int Rows = 30;
        var random = new Random(3);
        float[] logits = [.. Enumerable.Range(0, Rows * 4).Select(_ => (float)random.NextDouble())];

        // Class 3 does not occur.
        int[] actual = [.. Enumerable.Range(0, Rows).Select(_ => random.Next(3))];
        double[] exponentials = [.. logits.Select(static logit => Math.Exp(logit))];
        float[] Column(int c) => [.. Enumerable.Range(0, Rows).Select(row => (float)(exponentials[(row * 4) + c] / exponentials.Skip(row * 4).Take(4).Sum()))];
        bool[] Is(int c) => Array.ConvertAll(actual, label => label == c);
        double[] areas = [.. Enumerable.Range(0, 3).Select(c => PairArea(Column(c), Is(c)))];
        double[] support = [.. Enumerable.Range(0, 3).Select(c => (double)actual.Count(label => label == c))];
        float[] all = [.. Enumerable.Range(0, 4).SelectMany(Column)];
        bool[] allPositive = [.. Enumerable.Range(0, 4).SelectMany(Is)];
        MetricCollection values = Judge(
            logits, actual, 4, Metric.RocAuc(), Metric.RocAuc(Average.Weighted), Metric.RocAuc(Average.Micro), Metric.RocAuc(ofClass: 1),
            Metric.RocAuc(ofClass: 3));
        AssertClose(
            [areas.Average(), areas.Zip(support, static (area, count) => area * count).Sum() / Rows, PairArea(all, allPositive), areas[1], double.NaN],
            values);
    }

    [Fact]
    public void Two_classes_by_one_output_have_a_positive_one()
    {
        // Logits of 0.8, 0.3, 0.6 and 0.2.
        float[] logits = [.. new[] { 0.8, 0.3, 0.6, 0.2 }.Select(static p => (float)Math.Log(p / (1 - p)))];
        LinearNetwork network = Identity(1, LossKind.BinaryCrossEntropy);
        Metric[] metrics =
        [
            Metric.Precision(), Metric.Recall(), Metric.F1(), Metric.Precision(ofClass: 0), Metric.Recall(Average.Macro), Metric.RocAuc(),
            Metric.RocAuc(ofClass: 1), Metric.LogLoss, Metric.Accuracy,
        ];
        double logLoss = -(Math.Log(0.8) + Math.Log(0.3) + Math.Log(1 - 0.6) + Math.Log(1 - 0.2)) / 4;
        double[] expected = [0.5, 0.5, 0.5, 0.5, 0.5, 0.75, 0.75, logLoss, 0.5];
        foreach (MemoryDataSet data in new[] { DataSet.FromArrays(logits, 1, [1, 1, 0, 0], 2), DataSet.FromArrays(logits, 1, [1f, 0.5f, 0.4f, 0f], 1) })
        {
            Evaluation evaluation = network.Evaluate(data, metrics, batchSize: 3);
            AssertClose(expected, evaluation.Metrics);
            Assert.Equal(0.75, Assert.Single(evaluation.RocCurves!).Area, 1e-12);
        }
    }

    [Fact]
    public void Several_outputs_with_binary_cross_entropy_are_labels_of_their_own()
    {
        // Labels that apply to three rows, and what is predicted; the third label never applies and is never predicted.
        float[] targets = [1, 0, 0, 1, 1, 0, 0, 1, 0];
        float[] logits = [2, 1, -1, -3, 1, -1, 1, -2, -2];
        Metric[] metrics =
        [
            Metric.Accuracy, Metric.Precision(Average.Macro), Metric.Precision(Average.Micro), Metric.Recall(Average.Micro), Metric.F1(ofClass: 0),
            Metric.F1(Average.Weighted), Metric.RocAuc(), Metric.RocAuc(ofClass: 0), Metric.LogLoss,
        ];
        Evaluation evaluation = Identity(3, LossKind.BinaryCrossEntropy).Evaluate(DataSet.FromArrays(logits, 3, targets, 3), metrics);
        double logLoss = logits.Zip(targets, static (logit, target) => Math.Log(1 + Math.Exp(target == 1 ? -logit : logit))).Sum() / 9;
        AssertClose([5.0 / 9, (0.5 + 0.5 + 0) / 3, 0.5, 0.5, 0.5, 0.5, 0.375, 0.5, logLoss], evaluation.Metrics);
        Assert.Equal(3, evaluation.RocCurves!.Count);
        Assert.Null(evaluation.Classification);
    }

    [Fact]
    public void Errors_of_a_regression_are_those_of_scikit_learn()
    {
        // r2_score, "Examples", uniform average; mean_absolute_error.
        float[] targets = [0.5f, 1, -1, 1, 7, -6];
        float[] outputs = [0, 2, -1, 2, 8, -5];
        Evaluation evaluation = Identity(2, LossKind.MeanSquaredError).Evaluate(
            DataSet.FromArrays(outputs, 2, targets, 2), [Metric.R2, Metric.MeanAbsoluteError, Metric.RootMeanSquareError], batchSize: 2);
        AssertClose([0.9368005266622779, 0.75, Math.Sqrt(4.25 / 6)], evaluation.Metrics);
        Assert.Equal(evaluation.MeanAbsoluteError, evaluation.Metrics[Metric.MeanAbsoluteError]);

        AssertClose([0.9486081370449679], Regression([2.5f, 0, 2, 8], [3, -0.5f, 2, 7]));
        AssertClose([1], Regression([1, 2, 3], [1, 2, 3]));
        AssertClose([0], Regression([2, 2, 2], [1, 2, 3]));
        AssertClose([-3], Regression([3, 2, 1], [1, 2, 3]));
    }

    [Fact]
    public void R2_of_constant_targets_is_1_if_they_are_met_and_0_otherwise()
    {
        AssertClose([1], Regression([-2, -2, -2], [-2, -2, -2]));
        AssertClose([0], Regression([-2, -2, -2 + 1e-3f], [-2, -2, -2]));
        AssertClose([double.NaN], Regression([1], [1]));
        AssertClose([double.NaN], Regression([1, float.NaN], [1, 1]));
    }

    [Fact]
    public void R2_of_targets_far_from_0_keeps_its_digits()
    {
        float[] targets = [.. Enumerable.Range(0, 1000).Select(static i => 1e6f + (i % 2))];
        float[] outputs = [.. targets.Select(static target => target + 0.25f)];
        AssertClose([0.75], Regression(outputs, targets));
    }

    [Fact]
    public void A_report_holds_every_class_and_their_averages()
    {
        int[,] matrix = { { 2, 0, 0 }, { 1, 0, 1 }, { 0, 2, 0 } };
        ClassificationReport report = ClassificationReport.Of(matrix, ["ant", "bee", "cicada"]);
        Assert.Equal(new ClassScores(2.0 / 3, 1, 0.8, 2), report.Classes[0]);
        Assert.Equal(new ClassScores(0, 0, 0, 2), report.Classes[1]);
        Assert.Equal(2.0 / 9, report.Macro.Precision, 1e-12);
        Assert.Equal(1.0 / 3, report.Micro.F1, 1e-12);
        Assert.Equal(0.8 / 3, report.Weighted.F1, 1e-12);
        Assert.Equal(1.0 / 3, report.Accuracy, 1e-12);
        Assert.Equal(
            """
                              precision  recall      f1  support
                         ant      0.667   1.000   0.800        2
                         bee      0.000   0.000   0.000        2
                      cicada      0.000   0.000   0.000        2
               macro average      0.222   0.333   0.267        6
               micro average      0.333   0.333   0.333        6
            weighted average      0.222   0.333   0.267        6
            """,
            report.ToString());
        Assert.Throws<ArgumentException>(() => ClassificationReport.Of(new int[2, 3]));
        Assert.Throws<ArgumentException>(() => ClassificationReport.Of(new int[,] { { -1 } }));
        Assert.Throws<ArgumentException>(() => ClassificationReport.Of(matrix, ["ant"]));
        Evaluation evaluation = Identity(2, LossKind.CrossEntropy).Evaluate(DataSet.FromArrays([2f, 1, 0, 3, 1, 0], 2, [0, 1, 1], 2));
        Assert.Equal(0.5, evaluation.Classification!.Classes[1].Recall, 1e-12);
    }

    [Fact]
    public void Classes_of_a_report_have_the_names_of_the_network_or_else_of_the_data()
    {
        MemoryDataSet data = DataSet.FromArrays([2f, 1, 0, 3, 1, 0], 2, [0, 1, 1], 2).WithNames(classNames: ["ant", "bee"]);
        LinearNetwork network = Identity(2, LossKind.CrossEntropy);
        Assert.Contains("bee", network.Evaluate(data).Classification!.ToString(), StringComparison.Ordinal);

        network.ClassNames = ["Ant", "Bee"];
        Assert.Contains("Bee", network.Evaluate(data).Classification!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_that_make_no_sense_are_refused()
    {
        MemoryDataSet labels = DataSet.FromArrays(new float[6], 3, [0, 1], 3);
        MemoryDataSet targets = DataSet.FromArrays(new float[6], 3, new float[6], 3);
        AssertRefused(LossKind.CrossEntropy, labels, "tells 3 classes apart, fewer than 4", Metric.TopK(4));
        AssertRefused(LossKind.CrossEntropy, labels, "has the classes 0 to 2", Metric.F1(ofClass: 3));
        AssertRefused(LossKind.CrossEntropy, labels, "has the classes 0 to 2", Metric.RocAuc(ofClass: -1));
        AssertRefused(LossKind.CrossEntropy, labels, "say Average.Macro, Micro or Weighted, or a class", Metric.F1());
        AssertRefused(LossKind.CrossEntropy, labels, "no average 7", Metric.Recall((Average)7));
        AssertRefused(LossKind.CrossEntropy, labels, "it needs targets, and the data have labels", Metric.R2);
        AssertRefused(LossKind.CrossEntropy, labels, "given twice", Metric.Accuracy, Metric.Accuracy);
        AssertRefused(LossKind.MeanSquaredError, targets, "does not tell classes apart", Metric.LogLoss);
        AssertRefused(LossKind.MeanSquaredError, targets, "does not tell several classes apart", Metric.TopK(1));
        AssertRefused(LossKind.BinaryCrossEntropy, targets, "does not tell several classes apart", Metric.TopK(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Metric.TopK(0));
    }

    [Fact]
    public void A_metric_is_found_by_itself_and_by_its_name()
    {
        MetricCollection values = Judge([1, 0], [0], 2, Metric.TopK(1), Metric.F1(Average.Macro));
        Assert.Equal(1, values[Metric.F1(Average.Macro)]);
        Assert.Equal(1, values["f1 (macro)"]);
        Assert.Equal(["top 1 accuracy", "f1 (macro)"], values.Keys);
        Assert.Equal(values, Judge([1, 0], [0], 2, Metric.TopK(1), Metric.F1(Average.Macro)));
        Assert.NotEqual(values, Judge([0, 1], [0], 2, Metric.TopK(1), Metric.F1(Average.Macro)));
        Assert.Contains(
            "no metric 'accuracy' among 'top 1 accuracy', 'f1 (macro)'",
            Assert.Throws<KeyNotFoundException>(() => values[Metric.Accuracy]).Message, StringComparison.Ordinal);
    }

    private static void AssertRefused(LossKind loss, DataSet data, string message, params Metric[] metrics)
    {
        var exception = Assert.Throws<ArgumentException>(() => Identity(3, loss).Evaluate(data, metrics));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Contains(
            message, Assert.Throws<ArgumentException>(() => Identity(3, loss).Fit(data, new FitOptions { Metrics = metrics })).Message,
            StringComparison.Ordinal);
    }

    private static void AssertClose(double[] expected, MetricCollection actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        foreach ((double value, KeyValuePair<string, double> metric) in expected.Zip(actual))
        {
            bool agrees = double.IsNaN(value) ? double.IsNaN(metric.Value) : Math.Abs(value - metric.Value) <= 2e-7;
            Assert.True(agrees, $"{metric.Key}: expected {value}, found {metric.Value}");
        }
    }

    private static double PairArea(float[] scores, bool[] positives)
    {
        double ordered = 0;
        double pairs = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            for (int j = 0; j < scores.Length; j++)
            {
                if (positives[i] && !positives[j])
                {
                    ordered += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                    pairs++;
                }
            }
        }

        return ordered / pairs;
    }

    private static MetricCollection Regression(float[] outputs, float[] targets) =>
        Identity(1, LossKind.MeanSquaredError).Evaluate(DataSet.FromArrays(outputs, 1, targets, 1, allowNonFinite: true), [Metric.R2]).Metrics;

    /// <summary>The metrics of a classifier with these logits, in batches of two.</summary>
    private static MetricCollection Judge(float[] logits, int[] actual, int classes, params Metric[] metrics) =>
        Identity(classes, LossKind.CrossEntropy).Evaluate(DataSet.FromArrays(logits, classes, actual, classes), metrics, batchSize: 2).Metrics;

    private static float[] OneHot(int[] classes, int count)
    {
        var rows = new float[classes.Length * count];
        StaticNet.OneHot.Encode(classes, count, rows);
        return rows;
    }

    private static LinearNetwork Identity(int columns, LossKind loss)
    {
        var network = new LinearNetwork(LinearNetwork.LayoutOf(columns, columns, loss));
        network.Parameters[0].CopyFrom([.. Enumerable.Range(0, columns * columns).Select(i => i / columns == i % columns ? 1f : 0)]);
        return network;
    }
}
