using System.Globalization;
using System.Text;

namespace StaticNet.Build;

/// <summary>
/// The header of a safetensors file: a length of 8 bytes, and JSON of that length (https://github.com/huggingface/safetensors). Nothing is trusted: what is
/// allocated is bounded by the file's own size, and a tensor's place is checked before it is told.
/// </summary>
internal sealed class SafetensorsContent
{
    private const int LengthBytes = 8;

    private const string MetadataKey = "__metadata__";

    /// <summary>Networks' headers have some thousand bytes; the format allows a hundred million.</summary>
    private const int LargestHeader = 100_000_000;

    private SafetensorsContent(
        long length, int headerLength, ulong headerHash, IReadOnlyList<TensorEntry> tensors, IReadOnlyList<KeyValuePair<string, string>> metadata)
    {
        Length = length;
        HeaderLength = headerLength;
        HeaderHash = headerHash;
        Tensors = tensors;
        Metadata = metadata;
    }

    /// <summary>Bytes of the file.</summary>
    public long Length { get; }

    /// <summary>Bytes up to the first tensor.</summary>
    public int HeaderLength { get; }

    /// <summary>64-bit FNV-1a over these.</summary>
    public ulong HeaderHash { get; }

    public IReadOnlyList<TensorEntry> Tensors { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; }

    /// <summary>Reads and checks the header.</summary>
    /// <exception cref="InvalidDataException">It is none; the message says why, without naming the file.</exception>
    public static SafetensorsContent Read(FileStream stream)
    {
        var start = new byte[LengthBytes];
        if (stream.Length < LengthBytes)
        {
            throw new InvalidDataException($"expected {LengthBytes} bytes with the length of the header, found a file of {Text(stream.Length)} bytes");
        }

        ReadExactly(stream, start, LengthBytes);
        ulong length = 0;
        for (int i = LengthBytes - 1; i >= 0; i--)
        {
            length = (length << 8) | start[i];
        }

        if (length > (ulong)(stream.Length - LengthBytes) || length > LargestHeader)
        {
            throw new InvalidDataException(
                $"expected a header of {length.ToString(CultureInfo.InvariantCulture)} bytes, "
                + $"found {Text(stream.Length - LengthBytes)} bytes after its length");
        }

        if (stream.Length > int.MaxValue)
        {
            throw new InvalidDataException($"expected at most {Text(int.MaxValue)} bytes, since an assembly holds no more, found {Text(stream.Length)}");
        }

        var header = new byte[(int)length];
        ReadExactly(stream, header, header.Length);
        var tensors = new List<TensorEntry>();
        var metadata = new List<KeyValuePair<string, string>>();
        Parse(header, tensors, metadata);
        CheckPlaces(tensors, stream.Length - LengthBytes - header.Length);
        return new SafetensorsContent(stream.Length, LengthBytes + header.Length, Hash(start, header), tensors, metadata);
    }

    public static void ReadExactly(FileStream stream, byte[] buffer, int count)
    {
        for (int read = 0; read < count;)
        {
            int more = stream.Read(buffer, read, count - read);
            read += more > 0 ? more : throw new InvalidDataException("it became shorter while it was read");
        }
    }

    private static void Parse(byte[] header, List<TensorEntry> tensors, List<KeyValuePair<string, string>> metadata)
    {
        string text;
        try
        {
            text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(header);
        }
        catch (ArgumentException)
        {
            throw new InvalidDataException("the header is not UTF-8");
        }

        var json = new JsonReader(text);
        var names = new HashSet<string>(StringComparer.Ordinal);
        json.ReadObject(name =>
        {
            if (!names.Add(name))
            {
                throw new InvalidDataException($"the header has '{name}' twice");
            }

            if (name == MetadataKey)
            {
                json.ReadObject(key => metadata.Add(new KeyValuePair<string, string>(key, json.ReadString())));
            }
            else
            {
                tensors.Add(ReadTensor(json, name));
            }
        });
        json.ReadEnd();
    }

    private static TensorEntry ReadTensor(JsonReader json, string name)
    {
        string? dataType = null;
        List<long>? shape = null;
        List<long>? offsets = null;
        json.ReadObject(key =>
        {
            switch (key)
            {
                case "dtype" when dataType is null:
                    dataType = json.ReadString();
                    break;
                case "shape" when shape is null:
                    shape = json.ReadNumbers();
                    break;
                case "data_offsets" when offsets is null:
                    offsets = json.ReadNumbers();
                    break;
                default:
                    throw new InvalidDataException($"tensor '{name}': expected dtype, shape and data_offsets, each once, found '{key}'");
            }
        });
        return dataType is not null && shape is not null && offsets is { Count: 2 }
            ? new TensorEntry(name, dataType, shape, offsets[0], offsets[1])
            : throw new InvalidDataException($"tensor '{name}': expected dtype, shape and two data_offsets");
    }

    private static void CheckPlaces(List<TensorEntry> tensors, long dataLength)
    {
        long end = 0;
        foreach (TensorEntry tensor in tensors.OrderBy(static tensor => tensor.Begin).ThenBy(static tensor => tensor.End))
        {
            if (tensor.Begin != end || tensor.End < tensor.Begin || tensor.End > dataLength)
            {
                throw new InvalidDataException(
                    $"tensor '{tensor.Name}': expected its data to begin at {Text(end)} and to end within {Text(dataLength)} bytes, "
                    + $"found [{Text(tensor.Begin)}, {Text(tensor.End)}]");
            }

            if (tensor.DataType == "F32" && Bytes(tensor) != tensor.Length)
            {
                throw new InvalidDataException(
                    $"tensor '{tensor.Name}': its shape [{string.Join(", ", tensor.Shape.Select(Text))}] does not take {Text(tensor.Length)} bytes");
            }

            end = tensor.End;
        }

        if (end != dataLength)
        {
            throw new InvalidDataException($"expected {Text(end)} bytes of data, found {Text(dataLength)}");
        }
    }

    /// <summary>Bytes of a tensor of floats; −1 where no file holds as many.</summary>
    private static long Bytes(TensorEntry tensor)
    {
        if (tensor.Shape.Contains(0))
        {
            return 0;
        }

        long count = sizeof(float);
        foreach (long length in tensor.Shape)
        {
            if (length > long.MaxValue / count)
            {
                return -1;
            }

            count *= length;
        }

        return count;
    }

    private static ulong Hash(params byte[][] parts)
    {
        ulong hash = 0xCBF2_9CE4_8422_2325;
        foreach (byte value in parts.SelectMany(static part => part))
        {
            hash = unchecked((hash ^ value) * 0x0000_0100_0000_01B3);
        }

        return hash;
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
