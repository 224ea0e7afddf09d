namespace StaticNet.Generator.Tests.Networks;

/// <summary>Normalisers in the life of a network: fitted by training on its own rows, saved, loaded, kept in a checkpoint.</summary>
public sealed class NormalizerTests : IDisposable
{
    private const int Columns = 6;

    private const string Declaration =
        """
        using StaticNet;

        [Input(6), Log(20, Columns = [5]), RobustScale(Columns = [0, 1]), Whiten(Components = 2, FirstColumn = 2, LastColumn = 4)]
        [Dense(7), Tanh, Dense(2), Softmax]
        public sealed partial class Net;
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("staticnet-normalizers-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_loaded_network_predicts_the_same_bits()
    {
        string path = Path.Combine(_folder.FullName, "net.safetensors");
        Network trained = CompilerHarness.Create(Declaration);
        var other = (Network)Activator.CreateInstance(trained.GetType(), 99UL)!;
        trained.Fit(Data(60, seed: 1), new FitOptions { Epochs = 2, BatchSize = 16 });

        trained.Save(path);
        other.Load(path);

        Assert.True(other.NormalizersFitted);
        Assert.Equal(Predictions(trained), Predictions(other));
        var row = new float[5];
        var same = new float[5];
        trained.GetNormalizer("whiten1").Normalize([1, 2, 3, 4, 5, 6], row);
        other.GetNormalizer("whiten1").Normalize([1, 2, 3, 4, 5, 6], same);
        Assert.Equal(row, same);
        Assert.Equal([1, 2], [row[0], row[1]]);
        Assert.Equal(6, row[4]);
    }

    [Fact]
    public void Training_fits_them_to_its_own_rows_alone()
    {
        Network network = CompilerHarness.Create(Declaration);
        var byHand = (Network)Activator.CreateInstance(network.GetType(), 0UL)!;
        DataSet training = Data(60, seed: 1);

        network.Fit(training, new FitOptions { Epochs = 1, Validation = Data(30, seed: 2, offset: 5) });
        byHand.FitNormalizers(training);

        Assert.Equal(byHand.Statistics.SelectMany(static view => view.ToArray()), network.Statistics.SelectMany(static view => view.ToArray()));
    }

    [Fact]
    public void A_checkpoint_holds_them()
    {
        Network first = CompilerHarness.Create(Declaration);
        var second = (Network)Activator.CreateInstance(first.GetType(), 0UL)!;
        var options = new FitOptions { Epochs = 2, BatchSize = 16, Checkpoint = new CheckpointFile(Path.Combine(_folder.FullName, "checkpoint")) };

        first.Fit(Data(60, seed: 1), options);

        // Other data: what comes out can only come from the checkpoint.
        second.Fit(Data(60, seed: 2), options);

        Assert.True(second.NormalizersFitted);
        Assert.Equal(Predictions(first), Predictions(second));
    }

    private static float[] Predictions(Network network)
    {
        var output = new float[20 * 2];
        network.ToPredictor().Predict(Features(20, seed: 3, offset: 0), output);
        return output;
    }

    private static MemoryDataSet Data(int rows, int seed, double offset = 0) =>
        DataSet.FromArrays(Features(rows, seed, offset), Columns, [.. Enumerable.Range(0, rows).Select(static row => row % 2)], 2);

    private static float[] Features(int rows, int seed, double offset)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows * Columns).Select(_ => (float)(offset + Architectures.Normal(random)))];
    }
}
