using StaticNet.CheckpointWriter;

namespace StaticNet.SurvivalTests;

/// <summary>Steps on single batches are the steps of <c>Fit</c>, bit for bit.</summary>
public sealed class TrainOnBatchTests
{
    private const int Batch = 16;

    public static TheoryData<string> Optimizers => [.. All.Keys];

    private static Dictionary<string, Optimizer> All { get; } = new()
    {
        ["Sgd"] = Optimizer.Sgd(0.05) with { L2 = 1e-3 },
        ["Momentum"] = Optimizer.Momentum(0.02) with { Schedule = LearningRateSchedule.Step(3, 0.7) },
        ["Adam"] = Optimizer.Adam() with { Schedule = LearningRateSchedule.Warmup(8, LearningRateSchedule.Cosine(30)) },
        ["AdamW, clipped"] = Optimizer.AdamW() with { ClipNorm = 0.1, ClipTensorNorm = 0.08, ClipValue = 0.05 },
        ["RmsProp"] = Optimizer.RmsProp(momentum: 0.5),
    };

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Steps_are_those_of_Fit(string optimizer)
    {
        MemoryDataSet data = Course.Data();
        var fitted = new SmallSurvivor(seed: 3);
        fitted.Fit(data, new FitOptions { Epochs = 2, BatchSize = Batch, Shuffle = false, Optimizer = All[optimizer] });
        foreach (int threads in new[] { 0, 1, 3 })
        {
            var stepped = new SmallSurvivor(seed: 3);
            stepped.FitNormalizers(data);
            Epoch(stepped, data, All[optimizer], threads);
            Epoch(stepped, data, All[optimizer], threads);
            Assert.Equal(Bits.Of(fitted), Bits.Of(stepped));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Weights_of_samples_are_those_of_Fit(int threads)
    {
        MemoryDataSet data = Course.Data();
        float[] weights = [.. Enumerable.Range(0, data.Count).Select(static row => row % 5 * 0.5f)];
        var fitted = new SmallSurvivor(seed: 3);
        fitted.Fit(data.WithSampleWeights(weights), new FitOptions { Epochs = 1, BatchSize = Batch, Shuffle = false, Optimizer = All["Adam"] });
        var stepped = new SmallSurvivor(seed: 3);
        stepped.FitNormalizers(data);
        for (int start = 0; start < data.Count; start += Batch)
        {
            int rows = Math.Min(Batch, data.Count - start);
            int[] labels = [.. Enumerable.Range(start, rows).Select(data.Label)];
            stepped.TrainOnBatch(Features(data, start, rows), labels, All["Adam"], threads, weights.AsSpan(start, rows));
        }

        Assert.Equal(Bits.Of(fitted), Bits.Of(stepped));

        var unweighted = new SmallSurvivor(seed: 3);
        unweighted.FitNormalizers(data);
        Epoch(unweighted, data, All["Adam"], threads);
        Assert.NotEqual(Bits.Of(unweighted), Bits.Of(stepped));
    }

    [Fact]
    public void A_weight_multiplies_the_loss_of_targets()
    {
        MemoryDataSet data = Course.Data();
        float[] features = Features(data, 0, 2);
        float[] targets = [1, 0, 0, 0, 1, 0];
        double Loss(params float[] weights)
        {
            var network = new SmallSurvivor(seed: 3);
            network.FitNormalizers(data);
            return network.TrainOnBatch(features, targets, All["RmsProp"], 1, weights);
        }

        Assert.Equal(Loss(), Loss(1, 1));
        Assert.Equal(2 * Loss(), Loss(2, 0) + Loss(0, 2), 1e-6);
    }

    [Fact]
    public void Fit_and_steps_take_turns()
    {
        MemoryDataSet data = Course.Data();
        var options = new FitOptions { Epochs = 1, BatchSize = Batch, Shuffle = false, Optimizer = All["Adam"] };
        var fitted = new SmallSurvivor(seed: 3);
        for (int epoch = 0; epoch < 3; epoch++)
        {
            fitted.Fit(data, options);
        }

        var mixed = new SmallSurvivor(seed: 3);
        mixed.Fit(data, options);

        // With the optimizer that is at work.
        Epoch(mixed, data, optimizer: null, threads: 0);
        mixed.Fit(data, options);
        Assert.Equal(Bits.Of(fitted), Bits.Of(mixed));
    }

    [Fact]
    public void The_loss_is_that_of_Fit()
    {
        MemoryDataSet data = Course.Data(Batch);
        Optimizer optimizer = Optimizer.Sgd(0.05) with { L1 = 0.01, L2 = 0.01 };
        var fitted = new SmallSurvivor(seed: 3);
        History history = fitted.Fit(data, new FitOptions { Epochs = 1, BatchSize = Batch, Shuffle = false, Optimizer = optimizer });
        var stepped = new SmallSurvivor(seed: 3);
        stepped.FitNormalizers(data);
        Assert.Equal(history.Epochs[0].Loss, Step(stepped, data, 0, Batch, optimizer, 0));
    }

    [Fact]
    public void Targets_train_as_labels_do()
    {
        MemoryDataSet data = Course.Data();
        var labelled = new SmallSurvivor(seed: 3);
        var targeted = new SmallSurvivor(seed: 3);
        labelled.FitNormalizers(data);
        targeted.FitNormalizers(data);
        for (int start = 0; start < 64; start += Batch)
        {
            var targets = new float[Batch * 3];
            for (int row = 0; row < Batch; row++)
            {
                targets[(row * 3) + data.Label(start + row)] = 1;
            }

            Step(labelled, data, start, Batch, null, 0);
            targeted.TrainOnBatch(Features(data, start, Batch), targets);
        }

        Assert.Equal(Bits.Of(labelled), Bits.Of(targeted));
    }

    [Fact]
    public void A_loss_that_is_not_finite_leaves_the_network_as_it_was()
    {
        MemoryDataSet data = Course.Data();
        var network = new SmallSurvivor(seed: 3);
        network.FitNormalizers(data);
        var twin = new SmallSurvivor(seed: 3);
        twin.FitNormalizers(data);
        Epoch(network, data, All["Adam"], 0);
        Epoch(twin, data, All["Adam"], 0);
        int[] before = Bits.Of(network);
        float[] features = Features(data, 0, Batch);
        features[7] = float.NaN;
        TrainingDivergedException exception =
            Assert.Throws<TrainingDivergedException>(() => network.TrainOnBatch(features, new int[Batch], All["Adam"]));
        Assert.Contains("feature 7 of the batch is NaN", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, Bits.Of(network));

        // Nothing lingers.
        Epoch(network, data, All["Adam"], 0);
        Epoch(twin, data, All["Adam"], 0);
        Assert.Equal(Bits.Of(twin), Bits.Of(network));
    }

    [Fact]
    public void What_does_not_fit_is_refused_in_words()
    {
        MemoryDataSet data = Course.Data();
        var network = new SmallSurvivor(seed: 3);
        float[] features = Features(data, 0, 2);
        Assert.Contains(
            "FitNormalizers first", Assert.Throws<InvalidOperationException>(() => network.TrainOnBatch(features, [0, 1])).Message, StringComparison.Ordinal);
        network.FitNormalizers(data);
        int[] before = Bits.Of(network);
        AssertRefused(() => network.TrainOnBatch(features.AsSpan(1), [0, 1]), "11 values are no whole number of samples");
        AssertRefused(() => network.TrainOnBatch(features, [0]), "2 samples take as many labels; the span holds 1");
        AssertRefused(() => network.TrainOnBatch(features, [0, 3]), "Row 1: expected a label from 0 to 2, found 3");
        AssertRefused(() => network.TrainOnBatch(features, [0f, 1f]), "2 samples take 6 targets (3 each); the span holds 2");
        AssertRefused(() => network.TrainOnBatch(features, [0, 1], weights: [1]), "2 samples take as many weights, or none; the span holds 1");
        AssertRefused(
            () => network.TrainOnBatch(features, [0, 1], weights: [1, -1]), "Row 1: expected a weight that is a finite number of at least 0, found -1");
        AssertRefused(() => network.TrainOnBatch(features, [0, 1], weights: [float.NaN, 1]), "Row 0: expected a weight");
        Assert.Throws<ArgumentOutOfRangeException>(() => network.TrainOnBatch(features, [0, 1], threads: -1));
        Assert.Contains(
            "two or more",
            Assert.Throws<InvalidOperationException>(() => network.TrainOnBatch(features.AsSpan(6), [0])).Message, StringComparison.Ordinal);
        Assert.Equal(before, Bits.Of(network));
    }

    private static void AssertRefused(Action action, string words) =>
        Assert.Contains(words, Assert.Throws<ArgumentException>(action).Message, StringComparison.Ordinal);

    private static void Epoch(SmallSurvivor network, MemoryDataSet data, Optimizer? optimizer, int threads)
    {
        for (int start = 0; start < data.Count; start += Batch)
        {
            Step(network, data, start, Math.Min(Batch, data.Count - start), optimizer, threads);
        }
    }

    private static double Step(SmallSurvivor network, MemoryDataSet data, int start, int rows, Optimizer? optimizer, int threads)
    {
        int[] labels = [.. Enumerable.Range(start, rows).Select(data.Label)];
        return network.TrainOnBatch(Features(data, start, rows), labels, optimizer, threads);
    }

    private static float[] Features(MemoryDataSet data, int start, int rows) =>
        [.. Enumerable.Range(start, rows).SelectMany(row => data.Row(row).ToArray())];
}
