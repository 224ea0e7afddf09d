using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace StaticNet;

/// <summary>
/// Reads and writes the header of a safetensors file. Reading trusts nothing: a header allocates no more than a small multiple of its
/// own length, whatever it claims.
/// </summary>
internal static class SafetensorsHeader
{
    public const int LengthBytes = sizeof(ulong);

    /// <summary>The format's own limit.</summary>
    private const int MaximumLength = 100_000_000;

    /// <summary>No tensor has that many axes; bounds what a shape may allocate.</summary>
    private const int MaximumRank = 64;

    private const string MetadataKey = "__metadata__";

    private static readonly JsonWriterOptions _writerOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Checks the length that the first 8 bytes give for the header against the length of the file.</summary>
    public static int CheckLength(string source, ReadOnlySpan<byte> start, long fileLength)
    {
        if (start.Length < LengthBytes)
        {
            throw Invalid(source, $"expected {LengthBytes} bytes with the length of the header, found a file of {fileLength} bytes");
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(start);
        if (length > (ulong)(fileLength - LengthBytes))
        {
            throw Invalid(source, $"expected a header of {length} bytes, found {fileLength - LengthBytes} bytes after its length");
        }

        if (length > MaximumLength)
        {
            throw Invalid(source, $"expected a header of at most {MaximumLength} bytes, found {length}");
        }

        return fileLength <= Array.MaxLength
            ? (int)length
            : throw Invalid(source, $"expected a file of at most {Array.MaxLength} bytes, found {fileLength}");
    }

    public static SafetensorsFile Parse(ReadOnlyMemory<byte> bytes, string source)
    {
        int length = CheckLength(source, bytes.Span[..Math.Min(bytes.Length, LengthBytes)], bytes.Length);
        ReadOnlySpan<byte> header = bytes.Span.Slice(LengthBytes, length);
        if (!Utf8.IsValid(header))
        {
            throw Invalid(source, "the header is not UTF-8");
        }

        try
        {
            return ParseHeader(header, bytes[(LengthBytes + length)..], source);
        }
        catch (JsonException exception)
        {
            throw Invalid(source, $"the header is not the JSON expected ({exception.Message})");
        }
        catch (InvalidOperationException)
        {
            // What Utf8JsonReader.GetString throws at an escaped half of a surrogate pair.
            throw Invalid(source, "a string in the header is not valid Unicode");
        }
    }

    /// <summary>The bytes before the first tensor, padded with spaces to a multiple of <paramref name="alignment"/>.</summary>
    public static byte[] Format(IReadOnlyList<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata, int alignment)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var json = new ArrayBufferWriter<byte>();
        json.Write(stackalloc byte[LengthBytes]);
        using (var writer = new Utf8JsonWriter(json, _writerOptions))
        {
            writer.WriteStartObject();
            WriteMetadata(writer, metadata);
            WriteTensors(writer, tensors);
            writer.WriteEndObject();
        }

        while (json.WrittenCount % alignment != 0)
        {
            json.Write(" "u8);
        }

        byte[] header = json.WrittenSpan.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(header, header.Length - LengthBytes);
        return header;
    }

    private static void WriteMetadata(Utf8JsonWriter writer, IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is null or { Count: 0 })
        {
            return;
        }

        writer.WriteStartObject(MetadataKey);
        foreach ((string key, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteTensors(Utf8JsonWriter writer, IReadOnlyList<SafetensorsTensor> tensors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { MetadataKey };
        long begin = 0;
        foreach (SafetensorsTensor tensor in tensors)
        {
            if (!names.Add(tensor.Name))
            {
                throw new ArgumentException(
                    tensor.Name == MetadataKey
                        ? $"A tensor cannot be named '{MetadataKey}'."
                        : $"Expected each tensor to have its own name, found '{tensor.Name}' twice.",
                    nameof(tensors));
            }

            writer.WriteStartObject(tensor.Name);
            writer.WriteString("dtype", tensor.DataType);
            writer.WriteStartArray("shape");
            foreach (long axis in tensor.Shape)
            {
                writer.WriteNumberValue(axis);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("data_offsets");
            writer.WriteNumberValue(begin);
            begin += tensor.Data.Length;
            writer.WriteNumberValue(begin);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
    }

    private static SafetensorsFile ParseHeader(ReadOnlySpan<byte> header, ReadOnlyMemory<byte> data, string source)
    {
        var reader = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = 3 });
        var entries = new List<Entry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        reader.Read();
        Expect(ref reader, JsonTokenType.StartObject, "an object", null, source);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            if (!names.Add(name))
            {
                throw Invalid(source, $"the header has '{Shorten(name)}' twice");
            }

            reader.Read();
            if (name == MetadataKey)
            {
                ParseMetadata(ref reader, metadata, source);
            }
            else
            {
                entries.Add(ParseEntry(ref reader, name, source));
            }
        }

        // Reads to the end of the header: after the object only white space may follow.
        while (reader.Read())
        {
        }

        CheckOffsets(entries, data.Length, source);
        SafetensorsTensor[] tensors = [.. entries.Select(
            entry => new SafetensorsTensor(entry.Name, entry.DataType, entry.Shape, data[(int)entry.Begin..(int)entry.End]))];
        return new SafetensorsFile(source, tensors, metadata);
    }

    private static void ParseMetadata(ref Utf8JsonReader reader, Dictionary<string, string> metadata, string source)
    {
        Expect(ref reader, JsonTokenType.StartObject, "an object of strings as", MetadataKey, source);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            reader.Read();
            Expect(ref reader, JsonTokenType.String, "a string as metadata", key, source);
            if (!metadata.TryAdd(key, reader.GetString()!))
            {
                throw Invalid(source, $"the header has metadata '{Shorten(key)}' twice");
            }
        }
    }

    private static Entry ParseEntry(ref Utf8JsonReader reader, string name, string source)
    {
        Expect(ref reader, JsonTokenType.StartObject, "an object for tensor", name, source);
        string? dataType = null;
        long[]? shape = null;
        long[]? offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            reader.Read();
            switch (key)
            {
                case "dtype" when dataType is null:
                    Expect(ref reader, JsonTokenType.String, "a string as dtype of tensor", name, source);
                    dataType = reader.GetString();
                    break;
                case "shape" when shape is null:
                    shape = ParseNumbers(ref reader, "shape", name, source);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ParseNumbers(ref reader, "data_offsets", name, source);
                    break;
                default:
                    throw Invalid(
                        source,
                        $"tensor '{Shorten(name)}': expected dtype, shape and data_offsets, each once, " +
                        $"found '{Shorten(key)}'{Again(key)}");
            }
        }

        if (string.IsNullOrEmpty(dataType) || shape is null || offsets is null)
        {
            throw Invalid(source, $"tensor '{Shorten(name)}': expected dtype, shape and data_offsets, one is missing");
        }

        return offsets.Length == 2
            ? new Entry(name, dataType, shape, offsets[0], offsets[1])
            : throw Invalid(source, $"tensor '{Shorten(name)}': expected 2 data_offsets, found {offsets.Length}");
    }

    private static string Again(string key) => key is "dtype" or "shape" or "data_offsets" ? " twice" : "";

    private static long[] ParseNumbers(ref Utf8JsonReader reader, string key, string name, string source)
    {
        Span<long> numbers = stackalloc long[MaximumRank];
        int count = 0;
        Expect(ref reader, JsonTokenType.StartArray, "an array of integers for tensor", name, source);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Expect(ref reader, JsonTokenType.Number, "an array of integers for tensor", name, source);
            if (!reader.TryGetInt64(out long number) || number < 0)
            {
                throw Invalid(
                    source, $"tensor '{Shorten(name)}': expected integers from 0 to {long.MaxValue} in {key}, found another number");
            }

            if (count == MaximumRank)
            {
                throw Invalid(source, $"tensor '{Shorten(name)}': expected at most {MaximumRank} numbers in {key}, found more");
            }

            numbers[count++] = number;
        }

        return numbers[..count].ToArray();
    }

    /// <summary>The tensors' data must fill the rest of the file without gap or overlap, each as long as its shape requires.</summary>
    private static void CheckOffsets(List<Entry> entries, long dataLength, string source)
    {
        long end = 0;
        foreach (Entry entry in entries.OrderBy(entry => entry.Begin).ThenBy(entry => entry.End))
        {
            if (entry.End < entry.Begin || entry.End > dataLength)
            {
                throw Invalid(
                    source,
                    $"tensor '{Shorten(entry.Name)}': expected data_offsets within the {dataLength} bytes of data, " +
                    $"found [{entry.Begin}, {entry.End}]");
            }

            if (entry.Begin != end)
            {
                throw Invalid(
                    source,
                    $"tensor '{Shorten(entry.Name)}': expected its data to begin at {end}, where the data before it end, " +
                    $"found {entry.Begin} ({(entry.Begin < end ? "an overlap" : "a gap")})");
            }

            if (SafetensorsTensor.CheckSize(entry.DataType, entry.Shape, entry.End - entry.Begin) is { } problem)
            {
                throw Invalid(source, $"tensor '{Shorten(entry.Name)}': {problem}");
            }

            end = entry.End;
        }

        if (end != dataLength)
        {
            throw Invalid(source, $"expected {end} bytes of data, found {dataLength}");
        }
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type, string what, string? name, string source)
    {
        if (reader.TokenType != type)
        {
            throw Invalid(source, $"expected {what}{(name is null ? "" : $" '{Shorten(name)}'")}, found {reader.TokenType}");
        }
    }

    private static string Shorten(string name) => name.Length <= 100 ? name : $"{name[..100]}...";

    private static InvalidDataException Invalid(string source, string problem) =>
        new($"'{source}' is not a valid safetensors file: {problem}.");

    private readonly record struct Entry(string Name, string DataType, long[] Shape, long Begin, long End);
}
