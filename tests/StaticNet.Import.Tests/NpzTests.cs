using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using StaticNet.Importing.NumPy;

namespace StaticNet.Importing.Tests;

/// <summary>Archives of NumPy arrays.</summary>
public sealed class NpzTests
{
    [Theory]
    [InlineData("<f4", "False")]
    [InlineData("<f8", "False")]
    [InlineData(">f4", "False")]
    [InlineData("<f4", "True")]
    public void Arrays_are_read(string type, string isColumnMajor)
    {
        float[] stored = isColumnMajor == "True" ? [1, 4, 2, 5, 3, 6] : [1, 2, 3, 4, 5, 6];
        byte[] data = type == "<f8"
            ? MemoryMarshal.AsBytes<double>([.. stored.Select(static value => (double)value)]).ToArray()
            : MemoryMarshal.AsBytes<float>(stored).ToArray();
        if (type[0] == '>')
        {
            for (int i = 0; i < data.Length; i += 4)
            {
                data.AsSpan(i, 4).Reverse();
            }
        }

        ForeignTensor tensor = Assert.Single(NpzFile.ReadTensors(Archive(("fc.kernel", Array(type, isColumnMajor, "(2, 3)", data))), "memory"));
        Assert.Equal("fc.kernel", tensor.Name);
        Assert.Equal([2, 3], tensor.Shape);
        Assert.Equal([1, 2, 3, 4, 5, 6], tensor.Values);
    }

    [Fact]
    public void Weights_of_any_source_fill_a_network()
    {
        byte[] Floats(string shape, params float[] values) => Array("<f4", "False", shape, MemoryMarshal.AsBytes<float>(values).ToArray());
        var network = new TwinNet();
        Import.Into(network, Import.Parse(
            Archive(
                ("b.kernel", Floats("(2, 2)", 1, 2, 3, 4)), ("b.bias", Floats("(2,)", 5, 6)),
                ("a.kernel", Floats("(2, 2)", 7, 8, 9, 10)), ("a.bias", Floats("(2,)", 11, 12)),
                ("c.kernel", Floats("(2, 1)", 13, 14)), ("c.bias", Floats("(1,)", 15))),
            "memory"));
        Assert.Equal([1, 2, 3, 4], network.Parameters["dense1.kernel"].ToArray());
    }

    [Fact]
    public void Objects_are_refused()
    {
        var exception = Assert.Throws<InvalidDataException>(
            () => NpzFile.ReadTensors(Archive(("x", Array("|O", "False", "(1,)", [0x80, 2]))), "memory"));
        Assert.Contains("elements of type '|O' are not supported", exception.Message, StringComparison.Ordinal);
    }

    public static byte[] Archive(params (string Name, byte[] Content)[] arrays)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in arrays)
            {
                using Stream entry = zip.CreateEntry(name + ".npy", CompressionLevel.Optimal).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    public static byte[] Array(string type, string isColumnMajor, string shape, byte[] data)
    {
        byte[] header = Encoding.ASCII.GetBytes($"{{'descr': '{type}', 'fortran_order': {isColumnMajor}, 'shape': {shape}, }}\n");
        return [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0, (byte)header.Length, 0, .. header, .. data];
    }
}
