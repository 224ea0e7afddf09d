using StaticNet.Tests.Training;

namespace StaticNet.Tests.Serialization;

public sealed class NetworkFilesTests : IDisposable
{
    private static readonly Normalizer[] _standardize = [Normalizer.Standardize()];

    private readonly TemporaryFolder _folder = new();

    private string Model => _folder.File("model.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_saved_is_loaded_and_saved_again_to_the_byte()
    {
        LinearNetwork saved = Trained();
        saved.Save(Model);
        LinearNetwork loaded = Network(seed: 99);
        Assert.NotEqual(Bits(saved), Bits(loaded));
        loaded.Load(Model);
        Assert.Equal(Bits(saved), Bits(loaded));
        loaded.Save(_folder.File("again.safetensors"));
        Assert.Equal(File.ReadAllBytes(Model), File.ReadAllBytes(_folder.File("again.safetensors")));
        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
    }

    [Fact]
    public void Padding_is_not_saved_and_stays_zero()
    {
        LinearNetwork saved = Trained();
        saved.Save(Model);
        LinearNetwork loaded = Network(seed: 99);
        loaded.Load(Model);
        Assert.Equal(saved.ParameterArena.Span.ToArray(), loaded.ParameterArena.Span.ToArray());
        Assert.Equal(9 + 6, SafetensorsFile.Read(Model).Tensors.Sum(static tensor => (int)tensor.Count));
    }

    [Fact]
    public void The_file_is_in_network_order_and_says_what_it_is()
    {
        LinearNetwork network = Trained();
        network.Save(Model);
        SafetensorsFile file = SafetensorsFile.Read(Model);
        Assert.Equal(
            ["dense1.kernel", "dense1.bias", "standardize1.center", "standardize1.center_low", "standardize1.scale"],
            file.Tensors.Select(static tensor => tensor.Name));
        Assert.All(file.Tensors, static tensor => Assert.Equal("F32", tensor.DataType));
        Assert.Equal([2, 3], file["dense1.kernel"].Shape.ToArray());
        Assert.Equal(network.Parameters["dense1.kernel"].ToArray(), file["dense1.kernel"].ToArray<float>());
        Assert.Equal("1", file.Metadata["staticnet.version"]);
        Assert.Equal("0000000000001234", file.Metadata["staticnet.architecture"]);
        Assert.Equal("Linear", file.Metadata["staticnet.network"]);
        Assert.Equal("fitted", file.Metadata["staticnet.normalizers"]);
    }

    [Fact]
    public void Loaded_normalisers_count_as_fitted()
    {
        Trained().Save(Model);
        LinearNetwork network = Network(seed: 99);
        network.Load(Model);
        Assert.True(network.NormalizersFitted);
        float[] center = network.Statistics["standardize1.center"].ToArray();
        network.Fit(TestData.Clusters(30, seed: 7), new FitOptions { Epochs = 1 });
        Assert.Equal(center, network.Statistics["standardize1.center"].ToArray());
    }

    [Fact]
    public void Normalisers_saved_before_they_were_fitted_are_still_to_be_fitted()
    {
        Network().Save(Model);
        LinearNetwork network = Trained();
        network.Load(Model);
        Assert.False(network.NormalizersFitted);
    }

    [Fact]
    public void Loaded_moving_averages_are_settled()
    {
        LinearNetwork Momentum() => new(LinearNetwork.LayoutOf(2, 3, momenta: [0.99]));
        LinearNetwork saved = Momentum();
        Assert.Single(saved.Fit(TestData.Clusters(30), new FitOptions { Epochs = 1 }).Warnings);
        saved.Save(Model);
        LinearNetwork loaded = Momentum();
        loaded.Load(Model);
        Assert.Empty(loaded.Fit(TestData.Clusters(30), new FitOptions { Epochs = 1 }).Warnings);
    }

    [Fact]
    public void Another_shape_is_named()
    {
        new LinearNetwork(LinearNetwork.LayoutOf(2, 4, normalizers: _standardize)).Save(Model);
        AssertRefused("'dense1.kernel': expected shape [2, 3], found [2, 4]");
    }

    [Fact]
    public void A_missing_tensor_is_named()
    {
        new LinearNetwork(LinearNetwork.LayoutOf(2, 3)).Save(Model);
        AssertRefused("lacks the tensor 'standardize1.center'; expected one of shape [2]");
    }

    [Fact]
    public void A_superfluous_tensor_is_named()
    {
        SafetensorsFile file = Saved();
        SafetensorsTensor superfluous = SafetensorsTensor.Create<float>("dense2.kernel", [1, 2], [1, 2]);
        SafetensorsFile.Write(Model, [.. file.Tensors, superfluous], file.Metadata);
        AssertRefused("holds a tensor 'dense2.kernel' of shape [1, 2]");
    }

    [Fact]
    public void Another_element_type_is_named()
    {
        Replace(SafetensorsTensor.Create<double>("dense1.bias", [3], [1, 2, 3]));
        AssertRefused("'dense1.bias': expected elements of type F32, found F64");
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void A_value_that_is_not_finite_is_named(float value, string text)
    {
        Replace(SafetensorsTensor.Create<float>("standardize1.scale", [2], [1, value]));
        AssertRefused($"'standardize1.scale': expected finite values, found {text} at 1");
    }

    [Fact]
    public void Another_architecture_of_the_same_shapes_is_refused()
    {
        new LinearNetwork(LinearNetwork.LayoutOf(2, 3, normalizers: _standardize, hash: 0xABCD)).Save(Model);
        AssertRefused("another architecture ('Linear', 000000000000abcd) than Linear (0000000000001234). All shapes agree");
    }

    [Theory]
    [InlineData(null, "its metadata have no 'staticnet.version'")]
    [InlineData("2", "has format version 2")]
    public void Another_version_is_refused(string? version, string words)
    {
        SafetensorsFile file = Saved();
        var metadata = file.Metadata.ToDictionary();
        metadata.Remove("staticnet.version");
        if (version is not null)
        {
            metadata["staticnet.version"] = version;
        }

        SafetensorsFile.Write(Model, file.Tensors, metadata);
        AssertRefused(words);
    }

    [Fact]
    public void A_file_cut_short_is_refused()
    {
        Trained().Save(Model);
        File.WriteAllBytes(Model, File.ReadAllBytes(Model)[..^5]);
        AssertRefused("model.safetensors");
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        FileNotFoundException exception = Assert.Throws<FileNotFoundException>(() => Network().Load(Model));
        Assert.Contains("model.safetensors", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failing_save_leaves_the_old_file()
    {
        Trained().Save(Model);
        byte[] before = File.ReadAllBytes(Model);
        Assert.Throws<DirectoryNotFoundException>(() => Network().Save(Path.Combine(_folder.Path, "no", "model.safetensors")));
        Assert.Equal(before, File.ReadAllBytes(Model));
    }

    [Fact]
    public void A_folder_that_is_missing_is_told_before_the_first_step()
    {
        string path = Path.Combine(_folder.Path, "missing", "file");
        string message = $"Cannot write '{path}': the folder '{Path.GetDirectoryName(path)}' does not exist.";
        LinearNetwork network = Network();
        float[] before = Weights();

        var checkpoint = Assert.Throws<DirectoryNotFoundException>(
            () => network.Fit(TestData.Clusters(60), new FitOptions { Checkpoint = new CheckpointFile(path) }));
        var best = Assert.Throws<DirectoryNotFoundException>(
            () => network.Fit(TestData.Clusters(60), new FitOptions { Callbacks = [new ModelCheckpoint(path) { Metric = TrainingMetric.Loss }] }));

        Assert.Equal(message, checkpoint.Message);
        Assert.Equal(message, best.Message);
        Assert.Equal(before, Weights());
        float[] Weights() => [.. network.Parameters.SelectMany(static tensor => tensor.ToArray())];
    }

    [Fact]
    public void A_checkpoint_keeps_the_best_epoch()
    {
        float[] best = [];
        var checkpoint = new ModelCheckpoint(Model);
        History history = Network().Fit(
            TestData.Clusters(60),
            new FitOptions
            {
                Epochs = 6,
                Validation = TestData.Clusters(60, seed: 2),
                Callbacks =
                [
                    checkpoint,
                    new Observer
                    {
                        BatchEnd = static context => Spoil(context),
                        EpochEnd = context => best = context.Epoch == 3 ? Bits(context.Network) : best,
                    },
                ],
            });
        Assert.Equal(6, history.Epochs.Count);
        Assert.Equal(3, checkpoint.BestEpoch);
        LinearNetwork loaded = Network(seed: 99);
        loaded.Load(Model);
        Assert.Equal(best, Bits(loaded));
    }

    private static void Spoil(TrainingContext context)
    {
        if (context.Epoch > 3)
        {
            ParameterView bias = context.Network.Parameters["dense1.bias"];
            bias[0] += 10;
        }
    }

    private static LinearNetwork Network(ulong seed = 1) => new(LinearNetwork.LayoutOf(2, 3, normalizers: _standardize), seed);

    private static LinearNetwork Trained()
    {
        LinearNetwork network = Network();
        network.Fit(TestData.Clusters(30), new FitOptions { Epochs = 2 });
        return network;
    }

    private static float[] Bits(Network network) =>
        [.. network.Parameters.Concat(network.Statistics).SelectMany(static tensor => tensor.ToArray())];

    private SafetensorsFile Saved()
    {
        Trained().Save(Model);
        return SafetensorsFile.Read(Model);
    }

    private void Replace(SafetensorsTensor replacement)
    {
        SafetensorsFile file = Saved();
        SafetensorsFile.Write(
            Model, [.. file.Tensors.Select(tensor => tensor.Name == replacement.Name ? replacement : tensor)], file.Metadata);
    }

    /// <summary>Loading fails in these words, naming the file, and leaves a trained network as it was.</summary>
    private void AssertRefused(string words)
    {
        LinearNetwork network = Network(seed: 5);
        network.Fit(TestData.Clusters(30), new FitOptions { Epochs = 1 });
        float[] before = Bits(network);
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => network.Load(Model));
        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
        Assert.Contains(Model, exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, Bits(network));
        Assert.True(network.NormalizersFitted);
    }
}
