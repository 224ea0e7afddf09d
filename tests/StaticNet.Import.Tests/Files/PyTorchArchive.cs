using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace StaticNet.Importing.Tests.Files;

/// <summary>Writes archives as <c>torch.save</c> writes a <c>state_dict</c>: protocol 2, one storage a tensor.</summary>
internal sealed class PyTorchArchive
{
    private readonly List<byte> _pickle = [0x80, 2];
    private readonly List<(string Name, byte[] Content)> _entries = [];

    /// <summary>A file of tensors of floats.</summary>
    public static byte[] Of(params (string Name, int[] Shape, float[] Values)[] tensors)
    {
        var archive = new PyTorchArchive();
        archive.Dictionary(() =>
        {
            foreach ((string name, int[] shape, float[] values) in tensors)
            {
                archive.Text(name);
                archive.Tensor("FloatStorage", MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), values.Length, shape);
            }
        });
        return archive.ToBytes();
    }

    /// <summary>Writes instructions.</summary>
    public void Op(params ReadOnlySpan<byte> code) => _pickle.AddRange(code);

    public void Global(string module, string name) => _pickle.AddRange([(byte)'c', .. Encoding.UTF8.GetBytes($"{module}\n{name}\n")]);

    public void Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        _pickle.Add((byte)'X');
        Integer32(bytes.Length);
        _pickle.AddRange(bytes);
    }

    public void Integer(int value)
    {
        _pickle.Add((byte)'J');
        Integer32(value);
    }

    /// <summary>An <c>OrderedDict</c> of the items that are written.</summary>
    public void Dictionary(Action items)
    {
        Global("collections", "OrderedDict");
        Op((byte)')', (byte)'R', (byte)'(');
        items();
        Op((byte)'u');
    }

    /// <summary>A tensor on a storage of its own, row-major unless strides are given.</summary>
    public void Tensor(string storage, byte[] bytes, int count, int[] shape, int[]? strides = null, int offset = 0)
    {
        string key = $"{_entries.Count}";
        _entries.Add(($"data/{key}", bytes));
        Global("torch._utils", "_rebuild_tensor_v2");
        Op((byte)'(', (byte)'(');
        Text("storage");
        Global("torch", storage);
        Text(key);
        Text("cpu");
        Integer(count);
        Op((byte)'t', (byte)'Q');
        Integer(offset);
        Tuple(shape);
        Tuple(strides ?? [.. shape.Select((_, axis) => shape[(axis + 1)..].Aggregate(1, static (product, next) => product * next))]);
        Op(0x89);
        Global("collections", "OrderedDict");
        Op((byte)')', (byte)'R', (byte)'t', (byte)'R');
    }

    public byte[] ToBytes(string end = ".", string? byteOrder = null)
    {
        _pickle.AddRange(Encoding.ASCII.GetBytes(end));
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in _entries.Prepend(("data.pkl", [.. _pickle])))
            {
                Add(zip, name, content);
            }

            Add(zip, "version", "3\n"u8.ToArray());
            if (byteOrder is not null)
            {
                Add(zip, "byteorder", Encoding.ASCII.GetBytes(byteOrder));
            }
        }

        return stream.ToArray();
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        using Stream entry = zip.CreateEntry($"archive/{name}", CompressionLevel.NoCompression).Open();
        entry.Write(content);
    }

    private void Tuple(int[] values)
    {
        Op((byte)'(');
        foreach (int value in values)
        {
            Integer(value);
        }

        Op((byte)'t');
    }

    private void Integer32(int value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        _pickle.AddRange(bytes);
    }
}
