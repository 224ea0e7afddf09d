using System.Runtime.InteropServices;
using StaticNet.Importing.Keras;
using StaticNet.Importing.PyTorch;
using StaticNet.Importing.Safetensors;
using StaticNet.Importing.Tests.Files;
using static StaticNet.Importing.Tests.Files.KerasArchive;

namespace StaticNet.Importing.Tests;

/// <summary>Networks of every form take weights: typed rows and classes, bytes, scalers of inputs and targets.</summary>
public sealed class DeclaredFormsTests
{
    private static readonly float[] _kernel = [1, 2, 3, 4, 5, 6];

    [Fact]
    public void Rows_and_classes_with_types_are_filled_by_a_chain()
    {
        string json = Sequential(
            Input(3), Layer("Normalization", "n"), Layer("Dense", "d", "\"units\":2,\"activation\":\"softmax\""));
        byte[] file = Of(json, [("normalization", [[1, 2, 3], [4, 4, 4], [9]], [[3], [3], []]), ("dense", [_kernel, [0, 1]], [[3, 2], [2]])]);
        var network = new TypedNet();

        Import.Into(network, KerasFile.Parse(file, "memory"));

        // (x - mean)/2 = (1, 0, -1), and so 1 - 5 and 2 - 6 + 1.
        TypedNet.Predictor predictor = network.ToPredictor();
        var sample = new Reading(3, 2, 1);
        Span<float> output = stackalloc float[2];
        predictor.Predict(in sample, output);
        Assert.Equal(1 / (1 + Math.Exp(-1)), output[1], 1e-6);
        Assert.Equal(Verdict.Bad, predictor.Classify(in sample));
    }

    [Fact]
    public void Rows_and_classes_with_types_are_filled_by_weights_alone()
    {
        var network = new TypedNet();
        Import.Into(network, PyTorchFile.Parse(
            PyTorchArchive.Of(
                ("scaler.mean", [3], [1, 2, 3]), ("scaler.variance", [3], [4, 4, 4]),
                ("fc.weight", [2, 3], [1, 3, 5, 2, 4, 6]), ("fc.bias", [2], [0, 1])),
            "memory"));
        Assert.True(network.NormalizersFitted);
        Assert.Equal(Verdict.Bad, network.ToPredictor().Classify(new Reading(3, 2, 1)));
    }

    [Fact]
    public void A_packed_predictor_is_no_network()
    {
        using var folder = new TemporaryFolder(inMemory: true);
        string path = folder.File("net.safetensors");
        new TypedNet().ToPredictor().Save(path);

        var exception = Assert.Throws<InvalidDataException>(() => Import.Read(path));
        Assert.Equal(
            $"'{path}' holds a packed predictor, which is for [Pretrained]: nothing can be trained from it. Save the network itself, with network.Save, and load that.",
            exception.Message);
    }

    [Fact]
    public void Bytes_are_scaled_as_the_files_rescaling_says()
    {
        string Json(string scale) => Sequential(Input(3), Layer("Rescaling", "r", $"\"scale\":{scale}"), Layer("Dense", "d", "\"units\":2"));
        byte[] Bytes(string scale) => Of(Json(scale), [("dense", [_kernel, [0, 1]], [[3, 2], [2]])]);
        var network = new ByteNet();

        Import.Into(network, KerasFile.Parse(Bytes("0.00392156862745098"), "memory"));

        Span<float> output = stackalloc float[2];
        network.ToPredictor().PredictBytes([255, 0, 51], output);
        Assert.Equal(1 + (0.2 * 5), output[0], 1e-5);
        var exception = Assert.Throws<InvalidDataException>(() => Import.Into(network, KerasFile.Parse(Bytes("0.5"), "memory")));
        Assert.Contains("Rescale 'r' has scale 0.5; rescale1 declares 0.00392156862745098", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TensorNaming.PyTorch)]
    [InlineData(TensorNaming.Keras)]
    public void Scalers_of_every_kind_and_of_targets_come_back(TensorNaming naming)
    {
        using var folder = new TemporaryFolder();
        var network = new ScalersNet(seed: 3);
        var random = new Random(5);
        float[] Drawn(int count, float scale) => [.. Enumerable.Range(0, count).Select(i => ((i % 5) + 1) * scale * random.NextSingle())];
        network.FitNormalizers(DataSet.FromArrays(Drawn(200, 3), 5, Drawn(80, 100), 2));
        SafetensorsExport.Write(network, folder.File("w.safetensors"), naming);
        var copy = new ScalersNet(seed: 4);

        Import.Into(copy, SafetensorsWeights.Read(folder.File("w.safetensors")));

        float[] rows = Drawn(20, 3);
        float[] expected = new float[8], found = new float[8];
        network.ToPredictor().Predict(rows, expected);
        copy.ToPredictor().Predict(rows, found);
        Assert.Equal(expected, found);
    }

    [Fact]
    public void The_networks_own_names_tell_scalers_apart_in_any_order()
    {
        byte[] Floats(string shape, params float[] values) => NpzTests.Array("<f4", "False", shape, MemoryMarshal.AsBytes<float>(values).ToArray());
        (string, byte[])[] Scaler(string name, float scale) =>
            [($"{name}.center", Floats("(2,)", 0, 0)), ($"{name}.center_low", Floats("(2,)", 0, 0)), ($"{name}.scale", Floats("(2,)", scale, scale))];
        var network = new TwoScalersNet();

        Import.Into(network, Import.Parse(
            NpzTests.Archive([("dense1.bias", Floats("(1,)", 0)), ("dense1.kernel", Floats("(2, 1)", 1, 1)), .. Scaler("maxabs1", 5), .. Scaler("minmax1", 7)]),
            "memory"));

        Assert.Equal([7, 7], network.Statistics["minmax1.scale"].ToArray());
        Assert.Equal([5, 5], network.Statistics["maxabs1.scale"].ToArray());
    }

    [Fact]
    public void A_file_that_knows_no_scaling_of_targets_says_so()
    {
        string json = Sequential(Input(3), Layer("Dense", "d", "\"units\":2"));
        byte[] file = Of(json, [("dense", [_kernel, [0, 1]], [[3, 2], [2]])]);
        var network = new TargetNet();
        float[] before = network.Parameters["dense1.kernel"].ToArray();

        string chain = Assert.Throws<InvalidDataException>(() => Import.Into(network, KerasFile.Parse(file, "memory"))).Message;
        string weights = Assert.Throws<InvalidDataException>(() => Import.Into(network, PyTorchFile.Parse(
            PyTorchArchive.Of(("fc.weight", [2, 3], _kernel), ("fc.bias", [2], [0, 1])), "memory"))).Message;

        Assert.Contains("after Dense 'dense1' expected TargetStandardize 'targetstandardize1', found nothing more", chain, StringComparison.Ordinal);
        Assert.Contains("In the network and not in the file: targetstandardize1.center [2]", weights, StringComparison.Ordinal);
        Assert.Equal(before, network.Parameters["dense1.kernel"].ToArray());
    }
}
