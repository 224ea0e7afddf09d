using System.Globalization;

namespace StaticNet.Tests.Training;

public sealed class EvaluateTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(256)]
    public void A_classifier_is_judged_by_rows(int batchSize)
    {
        // Logits are the features; the labels are right three times of five.
        LinearNetwork network = Identity(2, LossKind.CrossEntropy);
        MemoryDataSet data = DataSet.FromArrays([2, 1, 0, 3, 1, 0, 5, 4, 0, 1], 2, [0, 1, 1, 0, 0], 2);
        Evaluation evaluation = network.Evaluate(data, batchSize);
        Assert.Equal(5, evaluation.Rows);
        Assert.Equal(0.6, evaluation.Accuracy!.Value, 1e-12);
        Assert.Equal(new int[,] { { 2, 1 }, { 1, 1 } }, evaluation.ConfusionMatrix);
        double[] margins = [1, 3, -1, 1, -1];
        Assert.Equal(margins.Average(static margin => Math.Log(1 + Math.Exp(-margin))), evaluation.Loss, 1e-6);
        Assert.Null(evaluation.MeanAbsoluteError);
        Assert.Null(evaluation.MeanSquaredError);
    }

    [Fact]
    public void What_came_out_is_printed_in_a_line()
    {
        LinearNetwork network = Identity(2, LossKind.CrossEntropy);
        MemoryDataSet data = DataSet.FromArrays([2, 1, 0, 3, 1, 0, 5, 4, 0, 1], 2, [0, 1, 1, 0, 0], 2);
        Assert.Equal("5 rows, 2 features, 2 classes", data.ToString());
        Evaluation evaluation = network.Evaluate(data, [Metric.Accuracy, Metric.Precision(ofClass: 1)]);
        Assert.Equal(FormattableString.Invariant($"5 rows: loss {evaluation.Loss:G5}, accuracy 0.6000, precision (class 1) 0.5"), evaluation.ToString());

        History history = network.Fit(data, new FitOptions { Epochs = 2, BatchSize = 5, Validation = data });
        EpochRecord last = history.Epochs[1];
        Assert.Equal(
            string.Create(
                CultureInfo.InvariantCulture,
                $"2 epochs, 2 steps: loss {last.Loss:G5}, accuracy {last.Accuracy:G5}, validation loss {last.ValidationLoss:G5}, "
                + $"validation accuracy {last.ValidationAccuracy:G5}"),
            history.ToString());
        Assert.StartsWith(
            "1 epoch, 1 step: ", network.Fit(data, new FitOptions { Epochs = 1, BatchSize = 5 }).ToString(), StringComparison.Ordinal);

        MemoryDataSet targets = DataSet.FromArrays([1, 2, 3, 4], 2, [1f, 2, 3, 5], 2);
        Assert.Equal("1 row, 2 features, 2 targets", targets.Slice(0, 1).ToString());
        Assert.Equal("2 rows, 2 features, 2 targets", targets.ToString());
        Assert.Equal(
            "2 rows: loss 0.25, mean absolute error 0.25, mean squared error 0.25", Identity(2, LossKind.MeanSquaredError).Evaluate(targets).ToString());
    }

    [Fact]
    public void One_hot_targets_are_classes_too()
    {
        LinearNetwork network = Identity(2, LossKind.CrossEntropy);
        MemoryDataSet data = DataSet.FromArrays([2, 1, 0, 3, 1, 0], 2, [0, 1, 1], 2);
        Evaluation labels = network.Evaluate(data);
        Evaluation targets = network.Evaluate(data.ToOneHot());
        Assert.Equal(labels.Accuracy, targets.Accuracy);
        Assert.Equal(labels.ConfusionMatrix, targets.ConfusionMatrix);
        Assert.Equal(labels.Loss, targets.Loss, 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(256)]
    public void A_regression_is_judged_by_its_errors(int batchSize)
    {
        LinearNetwork network = Identity(2, LossKind.MeanSquaredError);
        Evaluation evaluation = network.Evaluate(DataSet.FromArrays([1, 2, 3, 4, 5, 6], 2, [1f, 0, 3, 4, 8, 6], 2), batchSize);
        Assert.Equal(5.0 / 6, evaluation.MeanAbsoluteError!.Value, 1e-12);
        Assert.Equal(13.0 / 6, evaluation.MeanSquaredError!.Value, 1e-12);
        Assert.Equal(13.0 / 6, evaluation.Loss, 1e-12);
        Assert.Null(evaluation.Accuracy);
        Assert.Null(evaluation.ConfusionMatrix);
    }

    [Fact]
    public void Fewer_classes_than_outputs_are_fine()
    {
        Evaluation evaluation = Identity(3, LossKind.CrossEntropy).Evaluate(DataSet.FromArrays([0, 0, 1, 1, 0, 0], 3, [0, 0], 2));
        Assert.Equal(3, evaluation.ConfusionMatrix!.GetLength(1));
        Assert.Equal(1, evaluation.ConfusionMatrix[0, 2]);
        Assert.Equal(1, evaluation.ConfusionMatrix[0, 0]);
    }

    [Fact]
    public void A_network_is_left_as_it_was()
    {
        LinearNetwork network = Identity(2, LossKind.CrossEntropy);
        float[] before = network.Parameters[0].ToArray();
        _ = network.Evaluate(DataSet.FromArrays([2, 1], 2, [0], 2));
        Assert.Equal(before, network.Parameters[0].ToArray());
        Assert.Throws<InvalidOperationException>(() => network.Backward([1, 2]));
    }

    [Fact]
    public void Data_that_do_not_fit_are_refused()
    {
        LinearNetwork network = Identity(2, LossKind.CrossEntropy);
        Assert.Throws<ArgumentException>(() => network.Evaluate(TestData.Clusters(4)));
        Assert.Throws<ArgumentException>(() => network.Evaluate(TestData.Numbered(4).Slice(0, 0)));
        Assert.Throws<ArgumentException>(() => network.Evaluate(new StreamedDataSet(TestData.Numbered(4).Slice(0, 0))));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Evaluate(TestData.Numbered(4), 0));
    }

    private static LinearNetwork Identity(int columns, LossKind loss)
    {
        var network = new LinearNetwork(LinearNetwork.LayoutOf(columns, columns, loss));
        network.Parameters["dense1.kernel"].CopyFrom(
            [.. Enumerable.Range(0, columns * columns).Select(i => i / columns == i % columns ? 1f : 0)]);
        return network;
    }
}
