using System.Runtime.InteropServices;
using StaticNet.Importing.PyTorch;
using StaticNet.Importing.Tests.Files;

namespace StaticNet.Importing.Tests;

/// <summary>State dicts of PyTorch: layouts, types, order, and what a pickle may not do.</summary>
public sealed class PyTorchTests
{
    [Fact]
    public void Kernels_are_transposed_and_names_are_StaticNets()
    {
        byte[] file = PyTorchArchive.Of(
            ("fc.weight", [2, 3], [1, 2, 3, 4, 5, 6]),
            ("fc.bias", [2], [7, 8]),
            ("bn.weight", [2], [1, 2]),
            ("bn.bias", [2], [3, 4]),
            ("bn.running_mean", [2], [5, 6]),
            ("bn.running_var", [2], [7, 8]));
        ForeignNetwork network = PyTorchFile.Parse(file, "memory", new StateDictOptions { Epsilon = 1e-4 });

        Assert.False(network.IsComplete);
        Assert.True(network.ChannelsFirst);
        (ForeignLayer dense, ForeignLayer norm) = (network.Layers[0], network.Layers[1]);
        Assert.Equal(("Dense", "fc"), (dense.Kind, dense.Name));
        Assert.Equal([3, 2], dense.Tensors[0].Shape);
        Assert.Equal([1, 4, 2, 5, 3, 6], dense.Tensors[0].Values);
        Assert.Equal(("BatchNorm", 1e-4), (norm.Kind, norm.Settings["epsilon"]));
        Assert.Equal(["gamma", "beta", "moving_mean", "moving_variance"], norm.Tensors.Select(static tensor => tensor.Name));
    }

    [Theory]
    [InlineData("DoubleStorage", "float64", 8)]
    [InlineData("HalfStorage", "float16", 2)]
    [InlineData("BFloat16Storage", "bfloat16", 2)]
    [InlineData("LongStorage", "int64", 8)]
    public void Types_are_converted(string storage, string dataType, int size)
    {
        byte[] bytes = storage switch
        {
            "DoubleStorage" => MemoryMarshal.AsBytes<double>([1.5, -2]).ToArray(),
            "HalfStorage" => MemoryMarshal.AsBytes<Half>([(Half)1.5f, (Half)(-2)]).ToArray(),
            "BFloat16Storage" => MemoryMarshal.AsBytes<ushort>([0x3FC0, 0xC000]).ToArray(),
            _ => MemoryMarshal.AsBytes<long>([1, -2]).ToArray(),
        };
        Assert.Equal(2 * size, bytes.Length);
        var archive = new PyTorchArchive();
        archive.Dictionary(() =>
        {
            archive.Text("fc.weight");
            archive.Tensor(storage, bytes, 2, [1, 2]);
        });
        ForeignTensor tensor = PyTorchFile.Parse(archive.ToBytes(), "memory").Layers[0].Tensors[0];

        Assert.Equal(dataType, tensor.DataType);
        Assert.Equal([storage == "LongStorage" ? 1 : 1.5f, -2], tensor.Values);
    }

    [Fact]
    public void Strides_offsets_and_byte_order_are_heeded()
    {
        byte[] bytes = MemoryMarshal.AsBytes<float>([9, 1, 2, 3, 4, 5, 6]).ToArray();
        var archive = new PyTorchArchive();
        archive.Dictionary(() =>
        {
            // A transposed window from the second value on: [[1, 4], [2, 5], [3, 6]] of rows of three.
            archive.Text("fc.weight");
            archive.Tensor("FloatStorage", bytes, 7, [3, 2], [1, 3], 1);
        });
        Assert.Equal([1, 2, 3, 4, 5, 6], PyTorchFile.Parse(archive.ToBytes(), "memory").Layers[0].Tensors[0].Values);

        var big = new PyTorchArchive();
        big.Dictionary(() =>
        {
            big.Text("fc.weight");
            big.Tensor("FloatStorage", [0x3F, 0x80, 0, 0, 0x40, 0, 0, 0], 2, [1, 2]);
        });
        Assert.Equal([1, 2], PyTorchFile.Parse(big.ToBytes(byteOrder: "big"), "memory").Layers[0].Tensors[0].Values);
    }

    [Fact]
    public void A_dictionary_around_the_weights_is_looked_into()
    {
        var archive = new PyTorchArchive();
        archive.Dictionary(() =>
        {
            archive.Text("epoch");
            archive.Integer(3);
            archive.Text("model_state_dict");
            archive.Dictionary(() =>
            {
                archive.Text("fc.weight");
                archive.Tensor("FloatStorage", new byte[8], 2, [1, 2]);
            });
        });
        Assert.Equal("fc", Assert.Single(PyTorchFile.Parse(archive.ToBytes(), "memory").Layers).Name);
    }

    [Theory]
    [InlineData("os", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("__main__", "Net")]
    public void Names_that_are_not_on_the_list_are_refused(string module, string name)
    {
        var archive = new PyTorchArchive();
        archive.Global(module, name);
        archive.Op((byte)'(');
        archive.Text("echo");
        archive.Op((byte)'t', (byte)'R');
        var exception = Assert.Throws<InvalidDataException>(() => PyTorchFile.Parse(archive.ToBytes(), "memory"));
        Assert.Contains($"'{module}.{name}', which no state_dict needs; it was not executed", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_instruction_that_is_not_on_the_list_is_refused()
    {
        var archive = new PyTorchArchive();
        archive.Op((byte)'i');
        var exception = Assert.Throws<InvalidDataException>(() => PyTorchFile.Parse(archive.ToBytes(), "memory"));
        Assert.Contains("instruction 0x69", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_window_larger_than_its_storage_is_refused()
    {
        var archive = new PyTorchArchive();
        archive.Dictionary(() =>
        {
            archive.Text("fc.weight");
            archive.Tensor("FloatStorage", new byte[4], 1, [30000, 30000], [0, 0]);
        });
        var exception = Assert.Throws<InvalidDataException>(() => PyTorchFile.Parse(archive.ToBytes(), "memory"));
        Assert.Contains("beyond the 1 of its storage", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_archive_says_how_to_save_one()
    {
        var exception = Assert.Throws<InvalidDataException>(() => PyTorchFile.Parse([0x80, 2, 0x8A], "old.pt"));
        Assert.Contains("torch.save(model.state_dict(), path)", exception.Message, StringComparison.Ordinal);
    }
}
