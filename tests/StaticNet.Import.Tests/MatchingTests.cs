using StaticNet.Importing.PyTorch;
using StaticNet.Importing.Tests.Files;

namespace StaticNet.Importing.Tests;

/// <summary>Weights find their layers by shape, order and names, or an error lists what is left.</summary>
public sealed class MatchingTests
{
    private static readonly (string, int[], float[])[] _twins =
    [
        ("a.weight", [2, 2], [1, 2, 3, 4]), ("a.bias", [2], [5, 6]),
        ("b.weight", [2, 2], [7, 8, 9, 10]), ("b.bias", [2], [11, 12]),
        ("c.weight", [1, 2], [13, 14]), ("c.bias", [1], [15]),
    ];

    [Fact]
    public void Layers_that_are_alike_follow_the_files_order()
    {
        var network = new TwinNet();
        IReadOnlyList<ImportedLayer> layers = Import.Into(network, PyTorchFile.Parse(PyTorchArchive.Of(_twins), "memory"));

        Assert.Equal([new ImportedLayer("a", "dense1"), new ImportedLayer("b", "dense2"), new ImportedLayer("c", "dense3")], layers);
        Assert.Equal([1, 3, 2, 4], network.Parameters["dense1.kernel"].ToArray());
        Assert.Equal([11, 12], network.Parameters["dense2.bias"].ToArray());
    }

    [Fact]
    public void Names_overrule_order()
    {
        var network = new TwinNet();
        Import.Into(network, PyTorchFile.Parse(PyTorchArchive.Of(_twins), "memory"), new Dictionary<string, string> { ["a"] = "dense2" });
        Assert.Equal([5, 6], network.Parameters["dense2.bias"].ToArray());
        Assert.Equal([11, 12], network.Parameters["dense1.bias"].ToArray());

        Assert.Throws<ArgumentException>(() => Import.Into(
            network, PyTorchFile.Parse(PyTorchArchive.Of(_twins), "memory"), new Dictionary<string, string> { ["d"] = "dense2" }));
    }

    [Fact]
    public void Where_names_are_sorted_only_numbers_tell_layers_apart()
    {
        (string, int[], float[])[] Sorted(string first, string second) =>
        [
            ($"{first}.bias", [2], [5, 6]), ($"{first}.weight", [2, 2], [1, 2, 3, 4]),
            ($"{second}.bias", [2], [11, 12]), ($"{second}.weight", [2, 2], [7, 8, 9, 10]),
            ("out.bias", [1], [15]), ("out.weight", [1, 2], [13, 14]),
        ];
        var network = new TwinNet();
        Import.Into(network, PyTorchFile.Parse(PyTorchArchive.Of(Sorted("fc10", "fc9")), "memory"));
        Assert.Equal([11, 12], network.Parameters["dense1.bias"].ToArray());

        var exception = Assert.Throws<InvalidDataException>(
            () => Import.Into(network, PyTorchFile.Parse(PyTorchArchive.Of(Sorted("enter", "hidden")), "memory")));
        Assert.Contains("which of 'enter', 'hidden', alike in shape, is which of dense1, dense2", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_over_on_either_side_is_listed()
    {
        var network = new TwinNet();
        float[] before = network.Parameters["dense3.kernel"].ToArray();
        (string, int[], float[])[] tensors = [.. _twins[..4], ("c.weight", [3, 2], new float[6]), ("extra.weight", [7, 5], new float[35])];

        var exception = Assert.Throws<InvalidDataException>(
            () => Import.Into(network, PyTorchFile.Parse(PyTorchArchive.Of(tensors), "memory")));

        Assert.Contains(
            "In the file and not in the network: c kernel [2, 3], extra kernel [5, 7]. "
            + "In the network and not in the file: dense3.kernel [2, 1], dense3.bias [1].",
            exception.Message,
            StringComparison.Ordinal);
        Assert.Equal(before, network.Parameters["dense3.kernel"].ToArray());
    }

    [Fact]
    public void Rows_after_a_flatten_are_put_from_channels_first_to_channels_last()
    {
        // The weight of the first output is the position's number in channels, height, width.
        float[] weights = [.. Enumerable.Range(0, 12).Select(static i => (float)i), .. new float[12]];
        byte[] file = PyTorchArchive.Of(
            ("bn.weight", [12], [.. Enumerable.Range(100, 12).Select(static i => (float)i)]),
            ("bn.bias", [12], new float[12]),
            ("bn.running_mean", [12], new float[12]),
            ("bn.running_var", [12], new float[12]),
            ("fc.weight", [2, 12], weights),
            ("fc.bias", [2], [0, 0]));
        var options = new StateDictOptions { Epsilon = 1e-3 };
        var network = new ImageNet();

        Import.Into(network, PyTorchFile.Parse(file, "memory", options));
        int[] expected = [0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11];
        Assert.Equal(expected.Select(static i => (float)i), Enumerable.Range(0, 12).Select(row => network.Parameters["dense1.kernel"][row, 0]));
        Assert.Equal(expected.Select(static i => 100f + i), network.Parameters["batchnorm1.gamma"].ToArray());

        Import.Into(network, PyTorchFile.Parse(file, "memory", options with { ChannelsFirst = false }));
        Assert.Equal(Enumerable.Range(0, 12).Select(static i => (float)i), Enumerable.Range(0, 12).Select(row => network.Parameters["dense1.kernel"][row, 0]));
    }

    [Fact]
    public void Branches_are_filled_by_weights_alone()
    {
        var network = new BranchNet();
        Import.Into(network, PyTorchFile.Parse(
            PyTorchArchive.Of(
                ("up.weight", [3, 2], new float[6]), ("up.bias", [3], [1, 2, 3]),
                ("down.weight", [2, 3], new float[6]), ("down.bias", [2], [4, 5]),
                ("skip.weight", [2, 2], [6, 7, 8, 9])),
            "memory"));
        Assert.Equal([4, 5], network.Parameters["main.bias"].ToArray());
        Assert.Equal([6, 8, 7, 9], network.Parameters["dense3.kernel"].ToArray());
    }

    [Fact]
    public void The_number_of_batches_is_kept_where_it_matters()
    {
        var archive = new PyTorchArchive();
        archive.Dictionary(() =>
        {
            void Add(string name, int[] shape, params float[] values)
            {
                archive.Text(name);
                archive.Tensor("FloatStorage", System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values).ToArray(), values.Length, shape);
            }

            Add("a.weight", [2, 2], 1, 2, 3, 4);
            Add("n.weight", [2], 1, 1);
            Add("n.bias", [2], 0, 0);
            Add("n.running_mean", [2], 0, 0);
            Add("n.running_var", [2], 1, 1);
            archive.Text("n.num_batches_tracked");
            archive.Tensor("LongStorage", BitConverter.GetBytes(40L), 1, []);
            Add("b.weight", [1, 2], 1, 2);
            Add("b.bias", [1], 1);
        });
        var network = new CumulativeNet();
        Import.Into(network, PyTorchFile.Parse(archive.ToBytes(), "memory"));
        Assert.Equal(40, network.Statistics["batchnorm1.batches"][0]);
    }

    [Theory]
    [InlineData(float.NaN, "found NaN at 0")]
    [InlineData(-1, "none of them negative, found -1 at 0")]
    public void Impossible_values_are_refused(float variance, string message)
    {
        byte[] file = PyTorchArchive.Of(
            ("bn.weight", [12], new float[12]),
            ("bn.bias", [12], new float[12]),
            ("bn.running_mean", [12], new float[12]),
            ("bn.running_var", [12], [variance, .. new float[11]]),
            ("fc.weight", [2, 12], new float[24]),
            ("fc.bias", [2], [0, 0]));
        var exception = Assert.Throws<InvalidDataException>(
            () => Import.Into(new ImageNet(), PyTorchFile.Parse(file, "memory", new StateDictOptions { Epsilon = 1e-3 })));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }
}
