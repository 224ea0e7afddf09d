namespace StaticNet.Generator.Tests.BatchNorms;

/// <summary>Training mode beside prediction mode.</summary>
public sealed class StatisticsGapTests
{
    private const int Rows = 96;

    [Fact]
    public void Batch_statistics_give_what_Forward_gives_and_leave_no_trace()
    {
        Network network = Create("Dense(9), BatchNorm(Average = MovingAverage.Cumulative), Tanh, Dense(3)");
        DataSet data = Data(network, Rows, out float[] features, out float[] targets);
        float[] statistics = network.StatisticArena.Span.ToArray();
        Evaluation batch = network.Evaluate(data, EvaluationMode.BatchStatistics, Rows);
        Evaluation trained = network.Evaluate(data, EvaluationMode.Training, Rows);
        double predicted = network.Evaluate(data).Loss;
        Assert.Equal(statistics, network.StatisticArena.Span.ToArray());
        Assert.Equal(0ul, network.Step);
        var output = new float[Rows * 3];
        network.Forward(features, output);
        double expected = output.Zip(targets, static (value, target) => ((double)value - target) * (value - target)).Average();
        Assert.Equal(expected, batch.Loss, 1e-6);
        Assert.Equal(expected, batch.MeanSquaredError!.Value, 1e-6);
        Assert.Equal(expected, trained.Loss, 1e-6);
        Assert.NotEqual(expected, predicted, 1e-2);
    }

    [Theory]
    [InlineData("Dropout(0.5)")]
    [InlineData("GaussianDropout(0.5)")]
    [InlineData("GaussianNoise(0.5)")]
    [InlineData("AlphaDropout(0.5)")]
    public void Noise_is_there_in_training_mode_alone(string noise)
    {
        Network network = Create($"Dense(64), {noise}, Dense(3)");
        DataSet data = Data(network, Rows, out _, out _);
        double prediction = network.Evaluate(data, EvaluationMode.Prediction).Loss;
        Assert.Equal(network.Evaluate(data).Loss, prediction);
        Assert.Equal(prediction, network.Evaluate(data, EvaluationMode.BatchStatistics).Loss, 1e-6);
        Assert.NotEqual(prediction, network.Evaluate(data, EvaluationMode.Training).Loss, 1e-3);
        Assert.False(network.KeepsNoise);
    }

    /// <summary>Rows sorted by class would leave each batch the statistics of a class.</summary>
    [Fact]
    public void Sorted_rows_are_mixed()
    {
        Network network = Create("BatchNorm, Dense(2), Softmax");
        var features = new float[Rows * 4];
        for (int i = 0; i < features.Length; i++)
        {
            features[i] = i < features.Length / 2 ? -1 - (0.01f * (i % 7)) : 1 + (0.01f * (i % 7));
        }

        var data = DataSet.FromArrays(features, 4, [.. Enumerable.Range(0, Rows).Select(static row => row < Rows / 2 ? 0 : 1)], 2);
        network.Parameters["dense1.kernel"].CopyFrom([-1, 1, -1, 1, -1, 1, -1, 1]);
        Assert.Equal(1, network.Evaluate(data, EvaluationMode.BatchStatistics, 16).Accuracy);
    }

    [Fact]
    public void The_gap_is_the_difference_of_two_evaluations()
    {
        Network network = Create("Dense(9), BatchNorm, Tanh, Dense(3), Softmax");
        DataSet data = Labels(network, Rows + 1);
        StatisticsGap gap = network.MeasureStatisticsGap(data, 16);
        Evaluation prediction = network.Evaluate(data);
        Evaluation batch = network.Evaluate(data, EvaluationMode.BatchStatistics, 16);
        Assert.Equal(Rows + 1, gap.Rows);
        Assert.Equal(16, gap.BatchSize);
        Assert.Equal(prediction.Loss, gap.PredictionLoss, 1e-6);
        Assert.Equal(prediction.Accuracy, gap.PredictionAccuracy);
        Assert.Equal(batch.Loss, gap.BatchLoss, 1e-6);
        Assert.Equal(batch.Accuracy, gap.BatchAccuracy);
        Assert.True(gap.OutputGap > 0);
    }

    [Fact]
    public void Statistics_of_all_rows_leave_no_gap_on_all_rows()
    {
        Network network = Create("Dense(9), BatchNorm, Tanh, Dense(3)");
        DataSet data = Data(network, Rows, out _, out _);
        Assert.True(network.MeasureStatisticsGap(data, Rows).OutputGap > 0.1);
        network.RecalibrateStatistics(data);
        StatisticsGap gap = network.MeasureStatisticsGap(data, Rows);
        Assert.Equal(0, gap.OutputGap, 1e-5);
        Assert.Equal(gap.BatchLoss, gap.PredictionLoss, 1e-5);
        Assert.False(gap.IsLarge);
        Assert.DoesNotContain("Usual causes", gap.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fit_warns_of_a_large_gap_and_names_causes_and_cures(bool validates)
    {
        // Features far from the statistics that training begins with, and a momentum that keeps those.
        Network network = Create("BatchNorm(momentum: 0.998), Dense(3), Softmax");
        DataSet data = Labels(network, Rows, offset: 20);
        History history = network.Fit(
            data,
            new FitOptions { Epochs = 6, BatchSize = 8, Optimizer = Optimizer.Adam(0.05), Validation = validates ? data : null });
        string warning = Assert.Single(history.Warnings, static warning => warning.StartsWith("BatchNorm predicts worse", StringComparison.Ordinal));
        Assert.Contains("the momentum of 0.998 is too high for so few steps", warning, StringComparison.Ordinal);
        Assert.Contains("batches are small, 8 values a channel", warning, StringComparison.Ordinal);
        Assert.Contains("RecalibrateStatistics", warning, StringComparison.Ordinal);
        Assert.Equal(validates, warning.Contains("of the validation data", StringComparison.Ordinal));
        Assert.Contains("RecalibrateStatistics", history.Warnings[0], StringComparison.Ordinal);

        network.RecalibrateStatistics(data);
        StatisticsGap gap = network.MeasureStatisticsGap(data, 8);
        Assert.False(gap.IsLarge, gap.ToString());
        Assert.Equal(gap.PredictionAccuracy!.Value, network.Evaluate(data).Accuracy!.Value, 1e-12);
    }

    [Fact]
    public void Fit_is_silent_where_statistics_have_settled()
    {
        Network network = Create("BatchNorm(momentum: 0.9), Dense(3), Softmax");
        DataSet data = Labels(network, Rows, offset: 20);
        History history = network.Fit(data, new FitOptions { Epochs = 30, BatchSize = 32, Optimizer = Optimizer.Adam(0.01) });
        Assert.Empty(history.Warnings);
    }

    /// <summary>The measurement at the end of Fit changes nothing: the weights are those of steps made by hand.</summary>
    [Fact]
    public void Measuring_leaves_no_trace_in_a_training()
    {
        Network once = Create("Dense(9), BatchNorm, Dropout(0.2), Tanh, Dense(3), Softmax");
        Network twice = Create("Dense(9), BatchNorm, Dropout(0.2), Tanh, Dense(3), Softmax");
        DataSet data = Labels(once, Rows);
        var options = new FitOptions { Epochs = 2, BatchSize = 16, Optimizer = Optimizer.Sgd(0.01) };
        once.Fit(data, options);
        twice.Fit(data, options);
        twice.MeasureStatisticsGap(data);
        twice.Evaluate(data, EvaluationMode.Training);
        once.Fit(data, options);
        twice.Fit(data, options);
        Assert.Equal(once.ParameterArena.Span.ToArray(), twice.ParameterArena.Span.ToArray());
        Assert.Equal(once.StatisticArena.Span.ToArray(), twice.StatisticArena.Span.ToArray());
    }

    [Fact]
    public void What_cannot_be_judged_is_refused()
    {
        Network network = Create("BatchNorm, Dense(3), Softmax");
        DataSet data = Labels(network, 5);
        Throws<ArgumentException>("batch of one", () => network.Evaluate(data, EvaluationMode.BatchStatistics, 1));
        Throws<ArgumentException>("batch of one", () => network.Evaluate(Labels(network, 1), EvaluationMode.Training));
        Throws<ArgumentException>("batch of one", () => network.MeasureStatisticsGap(data, 1));
        Throws<ArgumentOutOfRangeException>("EvaluationMode", () => network.Evaluate(data, (EvaluationMode)7));
        Throws<InvalidOperationException>("no BatchNorm", () => Create("Dense(3), Softmax").MeasureStatisticsGap(data));
        Assert.Equal(5, network.Evaluate(data, EvaluationMode.Prediction, 1).Rows);
        Assert.Equal(5, network.Evaluate(data, EvaluationMode.BatchStatistics, 2).Rows);

        static void Throws<TException>(string words, Func<object> action)
            where TException : Exception =>
            Assert.Contains(words, Assert.Throws<TException>(action).Message, StringComparison.Ordinal);
    }

    private static Network Create(string layers) =>
        CompilerHarness.Create($"using StaticNet;\n[Input(4), {layers}]\npublic sealed partial class Net;", seed: 5);

    private static MemoryDataSet Data(Network network, int rows, out float[] features, out float[] targets)
    {
        features = Networks.Architectures.Input(network, rows, offset: 3);
        targets = Networks.Architectures.Input(network, rows, seed: 8)[..(rows * 3)];
        return DataSet.FromArrays(features, 4, targets, 3);
    }

    /// <summary>Three classes by the signs of two features.</summary>
    private static MemoryDataSet Labels(Network network, int rows, double offset = 0)
    {
        float[] features = Networks.Architectures.Input(network, rows, offset);
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => features[row * 4] < offset ? 0 : features[(row * 4) + 1] < offset ? 1 : 2)];
        return DataSet.FromArrays(features, 4, labels, 3);
    }
}
