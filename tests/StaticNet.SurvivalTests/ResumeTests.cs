using System.Diagnostics;
using System.Globalization;
using StaticNet.CheckpointWriter;

namespace StaticNet.SurvivalTests;

/// <summary>A training that was cut short and went on gives the bits of one that was not.</summary>
public sealed class ResumeTests : IDisposable
{
    private const int Epochs = 6;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Optimizers => [.. All.Keys];

    private static Dictionary<string, Optimizer> All { get; } = new()
    {
        ["Sgd"] = Optimizer.Sgd(0.05) with { L2 = 1e-3, Schedule = LearningRateSchedule.StepByEpoch(2, 0.5) },
        ["Momentum"] = Optimizer.Momentum(0.02) with { WeightDecay = 0.01, Schedule = LearningRateSchedule.Step(7, 0.7) },
        ["Nesterov"] = Optimizer.Nesterov(0.02) with { ClipNorm = 0.5, Schedule = LearningRateSchedule.Exponential(10, 0.8) },
        ["RmsProp"] = Optimizer.RmsProp() with { Schedule = LearningRateSchedule.ExponentialByEpoch(0.9) },
        ["RmsProp, PyTorch, momentum"] = Optimizer.RmsProp(momentum: 0.5, convention: Convention.PyTorch),
        ["Adam"] = Optimizer.Adam() with { Schedule = LearningRateSchedule.Warmup(8, LearningRateSchedule.Cosine(30)) },
        ["Adam, PyTorch"] = Optimizer.Adam(convention: Convention.PyTorch) with { Schedule = LearningRateSchedule.CosineByEpoch(6) },
        ["AdamW"] = Optimizer.AdamW() with { DecayAll = true },
        ["AdamW, PyTorch"] = Optimizer.AdamW(convention: Convention.PyTorch),
        ["Adagrad"] = Optimizer.Adagrad(0.05),
        ["Adagrad, PyTorch"] = Optimizer.Adagrad(0.05, convention: Convention.PyTorch),
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Resuming_gives_the_bits_of_an_uninterrupted_run(string name)
    {
        FitOptions Options(int epochs, string file, bool checkpoint = true) => new()
        {
            Epochs = epochs,
            BatchSize = 16,
            Optimizer = All[name],
            Validation = Course.Data(20, seed: 2),
            Checkpoint = checkpoint ? new CheckpointFile(_folder.File(file)) : null,
        };

        // A checkpoint changes nothing, and each epoch may be the last before the break.
        var plain = new SmallSurvivor(seed: 3);
        History uninterrupted = plain.Fit(Course.Data(), Options(Epochs, "", checkpoint: false));
        var whole = new SmallSurvivor(seed: 3);
        whole.Fit(Course.Data(), Options(Epochs, "whole"));
        Assert.Equal(Bits.Of(plain), Bits.Of(whole));
        TrainingState expected = new CheckpointFile(_folder.File("whole")).Read()!;
        for (int first = 1; first < Epochs; first++)
        {
            new SmallSurvivor(seed: 3).Fit(Course.Data(), Options(first, $"{first}"));
            var resumed = new SmallSurvivor(seed: 3);
            History history = resumed.Fit(Course.Data(), Options(Epochs, $"{first}"));
            Assert.Equal(Bits.Of(plain), Bits.Of(resumed));
            Assert.Equal(uninterrupted.Epochs.Select(Bits.WithoutTime), history.Epochs.Select(Bits.WithoutTime));
            Assert.Equal(uninterrupted.Steps, history.Steps);
            Assert.Equal(uninterrupted.Warnings, history.Warnings);
            Bits.AssertEqual(expected, new CheckpointFile(_folder.File($"{first}")).Read()!);
        }
    }

    [Fact]
    public async Task Another_process_can_go_on()
    {
        string path = _folder.File("run.checkpoint");
        using (Process process = await WriterProcess.Start(path, 3, "small"))
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, process.ExitCode);
        }

        var resumed = new SmallSurvivor(seed: 7);
        Assert.Equal(8, resumed.Fit(Course.Data(), Course.Options(8, new CheckpointFile(path))).Epochs.Count);
        var whole = new SmallSurvivor(seed: 7);
        whole.Fit(Course.Data(), Course.Options(8, null));
        Assert.Equal(Bits.Of(whole), Bits.Of(resumed));
    }

    [Fact]
    public void Callbacks_remember_too()
    {
        // Weights are spoilt after epoch 4: the rate falls at 6, training stops at 8 and goes back to 4, wherever it broke off.
        FitOptions Options(int epochs, string file) => new()
        {
            Epochs = epochs,
            BatchSize = 16,
            Optimizer = Optimizer.Sgd(0.05),
            Validation = Course.Data(20, seed: 2),
            Checkpoint = new CheckpointFile(_folder.File(file)),
            Callbacks =
            [
                new Spoiler(), new ReduceOnPlateau { Patience = 2 }, new EarlyStopping { Patience = 4 },
                new ModelCheckpoint(_folder.File("best")),
            ],
        };

        var whole = new SmallSurvivor(seed: 3);
        History uninterrupted = whole.Fit(Course.Data(), Options(20, "whole"));
        Assert.True(uninterrupted.Stopped);
        TrainingState expected = new CheckpointFile(_folder.File("whole")).Read()!;
        Assert.Equal(3, expected.Callbacks.Count);
        for (int first = 1; first <= uninterrupted.Epochs.Count; first++)
        {
            new SmallSurvivor(seed: 3).Fit(Course.Data(), Options(first, $"{first}"));
            var resumed = new SmallSurvivor(seed: 3);
            FitOptions options = Options(20, $"{first}");
            History history = resumed.Fit(Course.Data(), options);
            Assert.True(history.Stopped);
            Assert.Equal(uninterrupted.Epochs.Select(Bits.WithoutTime), history.Epochs.Select(Bits.WithoutTime));
            Assert.Equal(Bits.Of(whole), Bits.Of(resumed));
            Assert.Equal(4, ((EarlyStopping)options.Callbacks[2]).BestEpoch);
            Bits.AssertEqual(expected, new CheckpointFile(_folder.File($"{first}")).Read()!);
        }
    }

    [Fact]
    public void Cancelling_at_any_step_costs_no_more_than_the_epoch()
    {
        var whole = new SmallSurvivor(seed: 7);
        long steps = whole.Fit(Course.Data(), Course.Options(4, null)).Steps;
        for (int step = 1; step <= steps; step++)
        {
            string path = _folder.File($"{step}");
            using var source = new CancellationTokenSource();
            FitOptions Options(params TrainingCallback[] callbacks) => new()
            {
                Epochs = 4,
                BatchSize = 16,
                Optimizer = Course.Options(4, null).Optimizer,
                Callbacks = callbacks,
                Checkpoint = new CheckpointFile(path) { EveryEpochs = 2 },
            };
            new SmallSurvivor(seed: 7).Fit(Course.Data(), Options(new AtStep(step, source.Cancel)), source.Token);
            var resumed = new SmallSurvivor(seed: 7);
            Assert.False(resumed.Fit(Course.Data(), Options()).Cancelled);
            Assert.Equal(Bits.Of(whole), Bits.Of(resumed));
        }
    }

    [Fact]
    public void A_streamed_file_is_shuffled_on_as_before()
    {
        MemoryDataSet data = Course.Data();
        string Line(int row) =>
            string.Join(',', data.Row(row).ToArray().Select(static value => value.ToString("R", CultureInfo.InvariantCulture)));
        IEnumerable<string> lines = Enumerable.Range(0, data.Count).Select(row => $"{Line(row)},{data.Label(row)}");
        string csv = _folder.Write("data.csv", string.Join('\n', lines));
        DataSet Open() => CsvDataSet.Open(csv, new CsvOptions { ClassCount = 3, HasHeader = false, ShuffleWindow = 20 });

        var whole = new SmallSurvivor(seed: 7);
        whole.Fit(Open(), Course.Options(5, null));
        new SmallSurvivor(seed: 7).Fit(Open(), Course.Options(2, new CheckpointFile(_folder.File("run"))));
        var resumed = new SmallSurvivor(seed: 7);
        resumed.Fit(Open(), Course.Options(5, new CheckpointFile(_folder.File("run"))));
        Assert.Equal(Bits.Of(whole), Bits.Of(resumed));
    }

    [Fact]
    public void A_later_training_of_a_network_resumes_too()
    {
        SmallSurvivor Trained()
        {
            var network = new SmallSurvivor(seed: 7);
            network.Fit(Course.Data(), Course.Options(2, null));
            return network;
        }

        SmallSurvivor whole = Trained();
        whole.Fit(Course.Data(), Course.Options(5, null));
        Trained().Fit(Course.Data(), Course.Options(2, new CheckpointFile(_folder.File("run"))));
        var resumed = new SmallSurvivor(seed: 7);
        resumed.Fit(Course.Data(), Course.Options(5, new CheckpointFile(_folder.File("run"))));
        Assert.Equal(Bits.Of(whole), Bits.Of(resumed));
    }

    [Fact]
    public void A_finished_training_is_not_trained_again()
    {
        string path = _folder.File("run");
        var network = new SmallSurvivor(seed: 7);
        network.Fit(Course.Data(), Course.Options(3, new CheckpointFile(path)));
        byte[] file = File.ReadAllBytes(path);
        var again = new SmallSurvivor(seed: 7);
        History history = again.Fit(Course.Data(), Course.Options(3, new CheckpointFile(path)));
        Assert.Equal(3, history.Epochs.Count);
        Assert.Equal(Bits.Of(network), Bits.Of(again));
        Assert.Equal(file, File.ReadAllBytes(path));
    }

    [Fact]
    public void Without_resuming_training_begins_anew()
    {
        string path = _folder.File("run");
        new SmallSurvivor(seed: 7).Fit(Course.Data(), Course.Options(3, new CheckpointFile(path)));
        var network = new SmallSurvivor(seed: 7);
        network.Fit(Course.Data(), Course.Options(2, new CheckpointFile(path) { Resume = false }));
        var whole = new SmallSurvivor(seed: 7);
        whole.Fit(Course.Data(), Course.Options(2, null));
        Assert.Equal(Bits.Of(whole), Bits.Of(network));
        Assert.Equal(2, new CheckpointFile(path).Read()!.Epochs.Count);
    }

    [Fact]
    public void Checkpoints_come_as_often_as_asked_and_at_the_end()
    {
        var seen = new List<int>();
        var checkpoint = new CheckpointFile(_folder.File("run")) { EveryEpochs = 3 };
        new SmallSurvivor(seed: 7).Fit(Course.Data(), new FitOptions
        {
            Epochs = 7,
            Checkpoint = checkpoint,
            Callbacks = [new AtEpochBegin(() => seen.Add(checkpoint.Read()?.Epochs.Count ?? 0))],
        });
        Assert.Equal([0, 0, 0, 3, 3, 3, 6], seen);
        Assert.Equal(7, checkpoint.Read()!.Epochs.Count);
    }

    private sealed class Spoiler : TrainingCallback
    {
        public override void OnBatchEnd(TrainingContext context)
        {
            if (context.Epoch > 4)
            {
                ParameterView bias = context.Network.Parameters["dense3.bias"];
                bias[0] += 1;
            }
        }
    }

    private sealed class AtStep(int step, Action action) : TrainingCallback
    {
        public override void OnBatchEnd(TrainingContext context)
        {
            if (context.TotalSteps == step)
            {
                action();
            }
        }
    }

    private sealed class AtEpochBegin(Action action) : TrainingCallback
    {
        public override void OnEpochBegin(TrainingContext context) => action();
    }
}
