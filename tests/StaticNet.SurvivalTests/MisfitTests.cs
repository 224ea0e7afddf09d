using StaticNet.CheckpointWriter;

namespace StaticNet.SurvivalTests;

/// <summary>A checkpoint of another training is one clear error, and costs nothing.</summary>
public sealed class MisfitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Misfits => new()
    {
        { "architecture", "another architecture ('SmallSurvivor', " },
        { "seed", "expected seed 8, found 7" },
        { "optimizer", "expected optimizer SGD, learning rate 0.002" },
        { "learning rate", "expected optimizer Adam of Keras, beta1 0.9, beta2 0.999, epsilon 1E-07, learning rate 0.003" },
        { "convention", "expected optimizer Adam of PyTorch" },
        { "schedule", "schedule warm-up of 10 steps, then cosine to 0.1 in 2001 steps, L2" },
        { "own schedule", "schedule Flat, L2" },
        { "batch size", "expected batches of 17 rows, shuffled, the rest kept, found of 16 rows, shuffled, the rest kept" },
        { "order", "expected batches of 16 rows, in order, the rest kept" },
        { "rest", "expected batches of 16 rows, shuffled, the rest dropped" },
        { "rows", "expected rows of data 74, found 75" },
        { "epochs", "trained for 3 epochs already, more than the 2 asked for" },
        { "callback", "the state of a callback StaticNet.ReduceOnPlateau, which this training does not have" },
        { "weights", "is no checkpoint: its metadata have no 'staticnet.checkpoint'" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Misfits))]
    public void A_checkpoint_of_another_training_is_refused(string kind, string words)
    {
        string path = _folder.File("run.checkpoint");
        new SmallSurvivor(seed: 7).Fit(Course.Data(), Options("", path));
        if (kind == "weights")
        {
            new SmallSurvivor(seed: 7).Save(path);
        }

        byte[] file = File.ReadAllBytes(path);
        Network network = kind == "architecture" ? new LargeSurvivor(seed: 7) : new SmallSurvivor(seed: kind == "seed" ? 8UL : 7);
        int[] before = Bits.Of(network);
        bool fitted = network.NormalizersFitted;

        var exception = Assert.Throws<InvalidDataException>(
            () => network.Fit(kind == "rows" ? Course.Data().Slice(0, 74) : Course.Data(), Options(kind, path)));

        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, Bits.Of(network));
        Assert.Equal(fitted, network.NormalizersFitted);
        Assert.Equal(file, File.ReadAllBytes(path));

        // Nothing of the refused state lingers: the network trains as a fresh one does.
        Network fresh = kind == "architecture" ? new LargeSurvivor(seed: 7) : new SmallSurvivor(seed: network.Seed);
        Assert.Equal(
            fresh.Fit(Course.Data(), Course.Options(2, null)).Epochs.Select(Bits.WithoutTime),
            network.Fit(Course.Data(), Course.Options(2, null)).Epochs.Select(Bits.WithoutTime));
        Assert.Equal(Bits.Of(fresh), Bits.Of(network));
    }

    [Fact]
    public void A_checkpoint_is_told_from_weights()
    {
        string path = _folder.File("run.checkpoint");
        new SmallSurvivor(seed: 7).Fit(Course.Data(), Course.Options(1, new CheckpointFile(path)));
        var exception = Assert.Throws<InvalidDataException>(() => new SmallSurvivor().Load(path));
        Assert.Contains("is a checkpoint: give it to Fit", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_callback_that_cannot_read_its_state_leaves_the_network_as_it_was()
    {
        string path = _folder.File("run.checkpoint");
        FitOptions With(bool restoreBest, int epochs) => new()
        {
            Epochs = epochs,
            Checkpoint = new CheckpointFile(path),
            Callbacks = [new EarlyStopping { Metric = TrainingMetric.Loss, RestoreBest = restoreBest }],
        };
        new SmallSurvivor(seed: 7).Fit(Course.Data(), With(false, 2));
        var network = new SmallSurvivor(seed: 7);
        int[] before = Bits.Of(network);

        var exception = Assert.Throws<InvalidDataException>(() => network.Fit(Course.Data(), With(true, 3)));

        Assert.Contains("lacks the vector 'best.dense1.kernel' of StaticNet.EarlyStopping", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, Bits.Of(network));
        Assert.False(network.NormalizersFitted);
    }

    private static FitOptions Options(string kind, string path)
    {
        Optimizer adam = Course.Options(1, null).Optimizer;
        return new FitOptions
        {
            Epochs = kind == "epochs" ? 2 : 3,
            BatchSize = kind == "batch size" ? 17 : 16,
            Shuffle = kind != "order",
            DropLast = kind == "rest",
            Optimizer = kind switch
            {
                "optimizer" => Optimizer.Sgd(0.002) with { Schedule = adam.Schedule },
                "learning rate" => adam with { LearningRate = 0.003 },
                "convention" => Optimizer.Adam(0.002, convention: Convention.PyTorch) with { Schedule = adam.Schedule },
                "schedule" => adam with { Schedule = LearningRateSchedule.Warmup(10, LearningRateSchedule.Cosine(2001, 0.1)) },
                "own schedule" => adam with { Schedule = new Flat() },
                _ => adam,
            },
            Callbacks = kind == "callback" ? [] : [new ReduceOnPlateau { Metric = TrainingMetric.Loss }],
            Checkpoint = new CheckpointFile(path),
        };
    }

    private sealed class Flat : LearningRateSchedule
    {
        public override double Factor(long step, int epoch) => 1;

        public override string ToString() => nameof(Flat);
    }
}
