using StaticNet.Importing.Safetensors;

namespace StaticNet.Importing.Tests;

/// <summary>What is written under other names is read back the same.</summary>
public sealed class ExportTests
{
    [Theory]
    [InlineData(TensorNaming.PyTorch)]
    [InlineData(TensorNaming.Keras)]
    public void Weights_come_back(TensorNaming naming)
    {
        using var folder = new TemporaryFolder();
        var network = new MlpNet(seed: 3);
        Disturb(network);
        SafetensorsExport.Write(network, folder.File("w.safetensors"), naming);
        var copy = new MlpNet(seed: 4);
        Import.Into(copy, SafetensorsWeights.Read(folder.File("w.safetensors"), new StateDictOptions { Epsilon = 1e-3 }));
        AssertSame(network, copy);
    }

    [Theory]
    [InlineData(TensorNaming.PyTorch)]
    [InlineData(TensorNaming.Keras)]
    public void Images_come_back(TensorNaming naming)
    {
        using var folder = new TemporaryFolder();
        var network = new ImageNet(seed: 3);
        Disturb(network);
        SafetensorsExport.Write(network, folder.File("w.safetensors"), naming);
        var copy = new ImageNet(seed: 4);
        Import.Into(copy, SafetensorsWeights.Read(folder.File("w.safetensors"), new StateDictOptions { Epsilon = 1e-3 }));
        AssertSame(network, copy);
    }

    [Fact]
    public void Names_and_shapes_are_PyTorchs()
    {
        using var folder = new TemporaryFolder();
        SafetensorsExport.Write(new ManyNet(seed: 3), folder.File("w.safetensors"), TensorNaming.PyTorch);
        SafetensorsFile file = SafetensorsFile.Read(folder.File("w.safetensors"));
        Assert.Equal("pt", file.Metadata["format"]);
        Assert.Equal([4, 3], file["dense1.weight"].Shape.ToArray());

        // There, a norm has both vectors or none.
        Assert.Equal([1, 1, 1, 1], file["batchnorm1.weight"].ToArray<float>());
        Assert.Equal([0L], file["batchnorm1.num_batches_tracked"].ToArray<long>());
        Assert.Equal([4], file["prelu1.weight"].Shape.ToArray());
    }

    [Fact]
    public void Names_and_shapes_are_Keras()
    {
        using var folder = new TemporaryFolder();
        var network = new ManyNet(seed: 3);
        Disturb(network);
        SafetensorsExport.Write(network, folder.File("w.safetensors"), TensorNaming.Keras);
        SafetensorsFile file = SafetensorsFile.Read(folder.File("w.safetensors"));
        Assert.Equal([3, 4], file["dense/kernel"].Shape.ToArray());
        Assert.Equal([4, 2], file["dense_2/kernel"].Shape.ToArray());
        Assert.Equal([4], file["p_re_lu/alpha"].Shape.ToArray());

        var copy = new ManyNet(seed: 4);
        Import.Into(copy, SafetensorsWeights.Read(folder.File("w.safetensors"), new StateDictOptions { Epsilon = 1e-3 }));
        Assert.Equal(network.Parameters["layernorm1.gamma"].ToArray(), copy.Parameters["layernorm1.gamma"].ToArray());
        float[] scale = network.Statistics["standardize1.scale"].ToArray();
        Assert.All(copy.Statistics["standardize1.scale"].ToArray().Zip(scale), static pair => Assert.Equal(pair.Second, pair.First, 1e-5f));
    }

    private static void Disturb(Network network)
    {
        foreach (ParameterView view in network.Parameters.Concat(network.Statistics))
        {
            for (int i = 0; i < view.Count; i++)
            {
                view[i] = view.Name.EndsWith("_low", StringComparison.Ordinal) ? 0 : Math.Abs(view[i]) + (0.01f * (i + 1));
            }
        }
    }

    private static void AssertSame(Network expected, Network found)
    {
        foreach ((ParameterView one, ParameterView other) in expected.Parameters.Concat(expected.Statistics).Zip(found.Parameters.Concat(found.Statistics)))
        {
            Assert.Equal(one.ToArray(), other.ToArray());
        }
    }
}
