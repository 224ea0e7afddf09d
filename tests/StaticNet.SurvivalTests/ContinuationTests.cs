using StaticNet.CheckpointWriter;

namespace StaticNet.SurvivalTests;

/// <summary>Several trainings in a row are one longer training, bit for bit.</summary>
public sealed class ContinuationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Cases => [.. All.Keys];

    private static Dictionary<string, (Optimizer Optimizer, double Average, int Accumulate)> All { get; } = new()
    {
        ["Sgd, by epoch"] = (Optimizer.Sgd(0.05) with { L1 = 1e-3, Schedule = LearningRateSchedule.StepByEpoch(2, 0.5) }, 0, 1),
        ["Momentum, one cycle"] = (Optimizer.Momentum(0.05) with { ClipTensorNorm = 0.2, Schedule = LearningRateSchedule.OneCycle(28) }, 0, 1),
        ["Nesterov, restarts"] = (Optimizer.Nesterov(0.02) with { Schedule = LearningRateSchedule.WarmRestarts(5, 2) }, 0, 1),
        ["Adam"] = (Optimizer.Adam() with { Schedule = LearningRateSchedule.Warmup(8, LearningRateSchedule.Cosine(30)) }, 0, 1),
        ["Adam, averaged"] = (Optimizer.Adam() with { Schedule = LearningRateSchedule.OneCycleByEpoch(6) }, 0.9, 1),
        ["RmsProp, accumulated"] = (Optimizer.RmsProp(momentum: 0.5) with { ClipValue = 0.05 }, 0, 3),
        ["AdamW, accumulated and averaged"] = (Optimizer.AdamW() with { Schedule = LearningRateSchedule.WarmRestartsByEpoch(2) }, 0.99, 2),
        ["Adagrad"] = (Optimizer.Adagrad(0.05), 0, 1),
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Parts_are_the_whole(string name)
    {
        var whole = new SmallSurvivor(seed: 3);
        History history = whole.Fit(Course.Data(), Options(name, 6));
        foreach (int[] parts in new int[][] { [1, 5], [2, 3, 1], [1, 1, 1, 1, 1, 1] })
        {
            var network = new SmallSurvivor(seed: 3);
            var records = new List<EpochRecord>();
            long steps = 0;
            foreach (int epochs in parts)
            {
                History part = network.Fit(Course.Data(), Options(name, epochs));
                int before = records.Count;
                records.AddRange(part.Epochs.Select(epoch => epoch with { Epoch = before + epoch.Epoch }));
                steps += part.Steps;
            }

            Assert.Equal(Bits.Of(whole), Bits.Of(network));
            Assert.Equal(history.Epochs.Select(Bits.WithoutTime), records.Select(Bits.WithoutTime));
            Assert.Equal(history.Steps, steps);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_part_can_be_resumed(string name)
    {
        var whole = new SmallSurvivor(seed: 3);
        whole.Fit(Course.Data(), Options(name, 2));
        whole.Freeze("dense2");
        whole.Fit(Course.Data(), Options(name, 4));
        for (int first = 1; first <= 3; first++)
        {
            var cut = new SmallSurvivor(seed: 3);
            cut.Fit(Course.Data(), Options(name, 2));
            cut.Freeze("dense2");
            cut.Fit(Course.Data(), Options(name, first, $"{first}"));
            var resumed = new SmallSurvivor(seed: 3);
            History history = resumed.Fit(Course.Data(), Options(name, 4, $"{first}"));
            Assert.Equal(Bits.Of(whole), Bits.Of(resumed));
            Assert.Equal(4, history.Epochs.Count);
            Assert.Equal(["dense2"], resumed.FrozenLayers);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_resumed_training_is_the_uninterrupted_one(string name)
    {
        var whole = new SmallSurvivor(seed: 3);
        History uninterrupted = whole.Fit(Course.Data(), Options(name, 5, "whole"));
        TrainingState expected = new CheckpointFile(_folder.File("whole")).Read()!;
        for (int first = 1; first < 5; first++)
        {
            new SmallSurvivor(seed: 3).Fit(Course.Data(), Options(name, first, $"{first}"));
            var resumed = new SmallSurvivor(seed: 3);
            History history = resumed.Fit(Course.Data(), Options(name, 5, $"{first}"));
            Assert.Equal(Bits.Of(whole), Bits.Of(resumed));
            Assert.Equal(uninterrupted.Epochs.Select(Bits.WithoutTime), history.Epochs.Select(Bits.WithoutTime));
            Assert.Equal(uninterrupted.Steps, history.Steps);
            Bits.AssertEqual(expected, new CheckpointFile(_folder.File($"{first}")).Read()!);

            // And goes on as the uninterrupted one does.
            var later = new SmallSurvivor(seed: 3);
            later.Fit(Course.Data(), Options(name, 5));
            later.Fit(Course.Data(), Options(name, 1));
            resumed.Fit(Course.Data(), Options(name, 1));
            Assert.Equal(Bits.Of(later), Bits.Of(resumed));
        }
    }

    [Fact]
    public void A_plateau_outlasts_the_training()
    {
        FitOptions With(double factor) => new()
        {
            Epochs = 1,
            Optimizer = Optimizer.Sgd(0.05),
            Callbacks = [new AtEnd(context => context.LearningRateFactor *= factor)],
        };
        var network = new SmallSurvivor(seed: 3);
        Assert.Equal(0.05, network.Fit(Course.Data(), With(0.5)).Epochs[0].LearningRate);
        Assert.Equal(0.025, network.Fit(Course.Data(), With(1)).Epochs[0].LearningRate);
        network.ForgetOptimizer();
        Assert.Equal(0.05, network.Fit(Course.Data(), With(1)).Epochs[0].LearningRate);
    }

    [Fact]
    public void Another_optimizer_loading_and_forgetting_begin_afresh()
    {
        SmallSurvivor Trained()
        {
            var network = new SmallSurvivor(seed: 3);
            network.Fit(Course.Data(), Options("Adam", 2));
            return network;
        }

        SmallSurvivor continued = Trained();
        continued.Fit(Course.Data(), Options("Adam", 1));

        SmallSurvivor forgotten = Trained();
        forgotten.ForgetOptimizer();
        forgotten.Fit(Course.Data(), Options("Adam", 1));
        Assert.NotEqual(Bits.Of(continued), Bits.Of(forgotten));

        SmallSurvivor loaded = Trained();
        loaded.Save(_folder.File("weights"));
        loaded.Load(_folder.File("weights"));
        loaded.Fit(Course.Data(), Options("Adam", 1));
        Assert.Equal(Bits.Of(forgotten), Bits.Of(loaded));

        SmallSurvivor other = Trained();
        other.Fit(Course.Data(), new FitOptions { Epochs = 1, BatchSize = 16, Optimizer = Optimizer.Sgd(1e-30) });
        other.Fit(Course.Data(), Options("Adam", 1));
        SmallSurvivor twin = Trained();
        twin.ForgetOptimizer();
        twin.Fit(Course.Data(), new FitOptions { Epochs = 1, BatchSize = 16, Optimizer = Optimizer.Sgd(1e-30) });
        twin.ForgetOptimizer();
        twin.Fit(Course.Data(), Options("Adam", 1));
        Assert.Equal(Bits.Of(twin), Bits.Of(other));
    }

    [Fact]
    public void A_training_that_fails_leaves_no_optimizer_behind()
    {
        SmallSurvivor Trained()
        {
            var network = new SmallSurvivor(seed: 3);
            network.Fit(Course.Data(), Options("Adam", 2));
            return network;
        }

        SmallSurvivor failed = Trained();
        Assert.Throws<TrainingInterruptedException>(() => failed.Fit(Course.Data(), new FitOptions
        {
            Epochs = 1,
            BatchSize = 16,
            Optimizer = All["Adam"].Optimizer,
            Callbacks = [new AtEnd(static _ => throw new InvalidOperationException("no"))],
        }));
        SmallSurvivor sound = Trained();
        sound.Fit(Course.Data(), Options("Adam", 1));
        Assert.Equal(Bits.Of(sound), Bits.Of(failed));
        sound.ForgetOptimizer();
        sound.Fit(Course.Data(), Options("Adam", 1));
        failed.Fit(Course.Data(), Options("Adam", 1));
        Assert.Equal(Bits.Of(sound), Bits.Of(failed));
    }

    [Fact]
    public void A_callback_that_refuses_to_begin_changes_nothing()
    {
        var network = new SmallSurvivor(seed: 3);
        network.Fit(Course.Data(), Options("AdamW, accumulated and averaged", 2));
        int[] before = Bits.Of(network);
        Assert.Throws<InvalidOperationException>(() => network.Fit(Course.Data(), new FitOptions
        {
            BatchSize = 16,
            AccumulateSteps = 2,
            WeightAverage = 0.99,
            Optimizer = All["AdamW, accumulated and averaged"].Optimizer,
            Callbacks = [new EarlyStopping()],
        }));
        Assert.Equal(before, Bits.Of(network));
        network.Fit(Course.Data(), Options("AdamW, accumulated and averaged", 2));
        var whole = new SmallSurvivor(seed: 3);
        whole.Fit(Course.Data(), Options("AdamW, accumulated and averaged", 4));
        Assert.Equal(Bits.Of(whole), Bits.Of(network));
    }

    private FitOptions Options(string name, int epochs, string? file = null) => new()
    {
        Epochs = epochs,
        BatchSize = 16,
        Optimizer = All[name].Optimizer,
        WeightAverage = All[name].Average,
        AccumulateSteps = All[name].Accumulate,
        Validation = Course.Data(20, seed: 2),
        Checkpoint = file is null ? null : new CheckpointFile(_folder.File(file)),
    };

    private sealed class AtEnd(Action<TrainingContext> action) : TrainingCallback
    {
        public override void OnEpochEnd(TrainingContext context) => action(context);
    }
}
