using System.Buffers.Binary;
using System.Text;

namespace StaticNet.Tests.Serialization;

public sealed class SafetensorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_written_is_read_again()
    {
        SafetensorsTensor[] tensors =
        [
            SafetensorsTensor.Create<byte>("odd", [3], [1, 2, 3]),
            SafetensorsTensor.Create<float>("kernel", [2, 3], [1, -2, float.NaN, float.PositiveInfinity, -0f, float.Epsilon]),
            SafetensorsTensor.Create<double>("scalar", [], [Math.PI]),
            SafetensorsTensor.Create<long>("größe \"x\"\n", [2], [long.MinValue, long.MaxValue]),
            SafetensorsTensor.Create<float>("empty", [4, 0], []),
        ];
        string path = _folder.File("net.safetensors");

        SafetensorsFile.Write(path, tensors, new Dictionary<string, string> { ["b"] = "2", ["a"] = "ä\0\\" });
        SafetensorsFile file = SafetensorsFile.Read(path);

        Assert.Equal(path, file.Source);
        Assert.Equal(tensors.Select(tensor => tensor.Name), file.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(tensors.Select(tensor => tensor.DataType), file.Tensors.Select(tensor => tensor.DataType));
        Assert.All(tensors, tensor => Assert.Equal(tensor.Shape.ToArray(), file[tensor.Name].Shape.ToArray()));
        Assert.All(tensors, tensor => Assert.Equal(tensor.Data.ToArray(), file[tensor.Name].Data.ToArray()));
        Assert.Equal([long.MinValue, long.MaxValue], file["größe \"x\"\n"].ToArray<long>());
        Assert.Equal([Math.PI], file["scalar"].ToArray<double>());
        Assert.Equal(1, file["scalar"].Count);
        Assert.Equal(0, file["empty"].Count);
        Assert.Equal(2, file.Metadata.Count);
        Assert.Equal("ä\0\\", file.Metadata["a"]);
    }

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        using var stream = new MemoryStream();
        SafetensorsFile.Write(
            stream,
            [SafetensorsTensor.Create<float>("w", [2], [1, 2]), SafetensorsTensor.Create<ushort>("n", [], [0x0102])],
            new Dictionary<string, string> { ["z"] = "é", ["a"] = "1" });

        const string Json =
            """{"__metadata__":{"a":"1","z":"é"},"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}""" +
            ""","n":{"dtype":"U16","shape":[],"data_offsets":[8,10]}}""";
        byte[] header = Encoding.UTF8.GetBytes(Json);
        int padded = (header.Length + 7) / 8 * 8;
        byte[] expected =
        [
            .. BitConverter.GetBytes((long)padded), .. header, .. Enumerable.Repeat((byte)' ', padded - header.Length),
            0, 0, 0x80, 0x3F, 0, 0, 0, 0x40, 0x02, 0x01,
        ];
        Assert.Equal(expected, stream.ToArray());
    }

    [Fact]
    public void The_bytes_do_not_depend_on_the_order_of_the_metadata()
    {
        byte[] Bytes(params string[] keys)
        {
            using var stream = new MemoryStream();
            SafetensorsFile.Write(stream, [], keys.ToDictionary(key => key, key => key));
            return stream.ToArray();
        }

        Assert.Equal(Bytes("a", "B", "_"), Bytes("_", "a", "B"));
    }

    [Fact]
    public void Every_element_type_is_written_and_read()
    {
        AssertKept<bool>("BOOL", true, false);
        AssertKept<sbyte>("I8", -1, 2);
        AssertKept<byte>("U8", 255, 2);
        AssertKept<short>("I16", -300, 2);
        AssertKept<ushort>("U16", 60_000, 2);
        AssertKept("I32", int.MinValue, 2);
        AssertKept<uint>("U32", uint.MaxValue, 2);
        AssertKept<long>("I64", long.MinValue, 2);
        AssertKept<ulong>("U64", ulong.MaxValue, 2);
        AssertKept("F16", Half.MaxValue, Half.Epsilon);
        AssertKept("F32", float.MaxValue, float.Epsilon);
        AssertKept("F64", double.MaxValue, double.Epsilon);
        Assert.Throws<NotSupportedException>(() => SafetensorsTensor.Create<decimal>("x", [1], [1m]));
    }

    [Fact]
    public void Values_of_another_type_are_refused_not_converted()
    {
        SafetensorsTensor tensor = SafetensorsTensor.Create<double>("x", [1], [1]);

        var exception = Assert.Throws<InvalidDataException>(tensor.ToArray<float>);

        Assert.Contains("Tensor 'x': expected elements of type F32, found F64.", exception.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(tensor.ToArray<long>);
        Assert.Throws<InvalidDataException>(() => tensor.CopyTo(new int[2].AsSpan()));
    }

    [Fact]
    public void A_destination_of_another_length_is_refused()
    {
        SafetensorsTensor tensor = SafetensorsTensor.Create<float>("x", [2], [1, 2]);

        Assert.Throws<ArgumentException>(() => tensor.CopyTo(new float[1].AsSpan()));
        Assert.Throws<ArgumentException>(() => tensor.CopyTo(new float[3].AsSpan()));
    }

    [Fact]
    public void An_unknown_element_type_is_listed_and_its_values_are_refused()
    {
        SafetensorsFile file = Parse("""{"x":{"dtype":"F8_E9","shape":[3],"data_offsets":[0,2]}}""", 2);

        Assert.Equal("F8_E9", file["x"].DataType);
        Assert.Equal([3L], file["x"].Shape.ToArray());
        Assert.Equal(2, file["x"].Data.Length);
        var exception = Assert.Throws<InvalidDataException>(file["x"].ToArray<byte>);
        Assert.Contains("found F8_E9", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_that_does_not_exist_is_named()
    {
        SafetensorsFile file = Parse("{}", 0);

        var exception = Assert.Throws<KeyNotFoundException>(() => file["bias"]);

        Assert.Contains("'test' has no tensor 'bias'", exception.Message, StringComparison.Ordinal);
        Assert.False(file.TryGetTensor("bias", out _));
    }

    [Theory]
    [InlineData(3, "expected 12 bytes for shape [3] of F32, found 8")]
    [InlineData(1, "expected 4 bytes for shape [1] of F32, found 8")]
    [InlineData(-1, "negative")]
    [InlineData(long.MaxValue, "found 8")]
    public void A_tensor_of_the_wrong_size_cannot_be_made(long length, string expected)
    {
        var exception = Assert.Throws<ArgumentException>(() => SafetensorsTensor.Create<float>("x", [length], [1, 2]));

        Assert.Contains("Tensor 'x'", exception.Message, StringComparison.Ordinal);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_the_format_cannot_hold_are_refused_before_anything_is_written()
    {
        SafetensorsTensor x = SafetensorsTensor.Create<float>("x", [1], [1]);
        string path = _folder.Write("net", "old");

        AssertContains(Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(path, [x, x])), "'x' twice");
        AssertContains(
            Assert.Throws<ArgumentException>(
                () => SafetensorsFile.Write(path, [SafetensorsTensor.Create<float>("__metadata__", [1], [1])])),
            "'__metadata__'");

        Assert.Equal("old", File.ReadAllText(path));
        Assert.Single(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        string path = _folder.File("missing.safetensors");

        var exception = Assert.Throws<FileNotFoundException>(() => SafetensorsFile.Read(path));

        Assert.Equal(path, exception.FileName);
        AssertContains(exception, path);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void A_file_too_short_for_the_length_of_its_header_is_refused(int length)
    {
        string path = _folder.Write("short", new byte[length]);

        AssertContains(Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(path)), path, $"found a file of {length} bytes");
    }

    [Theory]
    [InlineData(3UL, "expected a header of 3 bytes, found 2")]
    [InlineData(ulong.MaxValue, "expected a header of 18446744073709551615 bytes, found 2")]
    [InlineData(0x7FFFFFFFFFFFFFFFUL, "found 2 bytes after its length")]
    public void A_header_longer_than_the_file_is_refused(ulong length, string expected)
    {
        byte[] bytes = [.. BitConverter.GetBytes(length), (byte)'{', (byte)'}'];
        string path = _folder.Write("header", bytes);

        AssertContains(Assert.Throws<InvalidDataException>(() => SafetensorsFile.Parse(bytes, "test")), expected, "'test'");
        AssertContains(Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(path)), expected, path);
    }

    [Fact]
    public void A_header_above_the_limit_of_the_format_is_refused()
    {
        // A sparse file: nothing of that size is written or read.
        string path = _folder.Write("large", BitConverter.GetBytes(100_000_001L));
        using (FileStream stream = File.OpenWrite(path))
        {
            stream.SetLength(200_000_000);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        AssertContains(Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(path)), "at most 100000000 bytes, found 100000001");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Theory]
    [InlineData("", "not the JSON expected")]
    [InlineData("[]", "expected an object, found StartArray")]
    [InlineData("null", "expected an object, found Null")]
    [InlineData("{", "not the JSON expected")]
    [InlineData("{} {}", "not the JSON expected")]
    [InlineData("{},", "not the JSON expected")]
    [InlineData("{/**/}", "not the JSON expected")]
    [InlineData("""{"x":1}""", "expected an object for tensor 'x', found Number")]
    [InlineData("""{"x":{"dtype":"U8","shape":[[1]],"data_offsets":[0,1]}}""", "not the JSON expected")]
    [InlineData("""{"x":{"dtype":"U8","shape":[1]}}""", "expected dtype, shape and data_offsets, one is missing")]
    [InlineData("""{"x":{"dtype":"U8","data_offsets":[0,1]}}""", "one is missing")]
    [InlineData("""{"x":{"shape":[1],"data_offsets":[0,1]}}""", "one is missing")]
    [InlineData("""{"x":{"dtype":"","shape":[1],"data_offsets":[0,1]}}""", "one is missing")]
    [InlineData("""{"x":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"more":1}}""", "found 'more'")]
    [InlineData("""{"x":{"dtype":"U8","dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", "found 'dtype' twice")]
    [InlineData("""{"x":{"dtype":"U8","shape":[1],"shape":[1],"data_offsets":[0,1]}}""", "found 'shape' twice")]
    [InlineData("""{"x":{"dtype":"U8","shape":[1],"data_offsets":[0,1],"data_offsets":[0,1]}}""", "found 'data_offsets' twice")]
    [InlineData("""{"x":{"dtype":8,"shape":[1],"data_offsets":[0,1]}}""", "expected a string as dtype of tensor 'x', found Number")]
    [InlineData("""{"x":{"dtype":"U8","shape":1,"data_offsets":[0,1]}}""", "expected an array of integers for tensor 'x', found Number")]
    [InlineData("""{"x":{"dtype":"U8","shape":["1"],"data_offsets":[0,1]}}""", "found String")]
    [InlineData("""{"x":{"dtype":"U8","shape":[1.0],"data_offsets":[0,1]}}""", "in shape, found another number")]
    [InlineData("""{"x":{"dtype":"U8","shape":[-1],"data_offsets":[0,1]}}""", "in shape, found another number")]
    [InlineData("""{"x":{"dtype":"U8","shape":[9223372036854775808],"data_offsets":[0,1]}}""", "in shape, found another number")]
    [InlineData("""{"x":{"dtype":"U8","shape":[1],"data_offsets":[-1,0]}}""", "in data_offsets, found another number")]
    [InlineData("""{"x":{"dtype":"U8","shape":[1],"data_offsets":[1]}}""", "expected 2 data_offsets, found 1")]
    [InlineData("""{"x":{"dtype":"U8","shape":[1],"data_offsets":[0,1,1]}}""", "expected 2 data_offsets, found 3")]
    [InlineData("""{"x":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""", "within the 1 bytes of data, found [0, 2]")]
    [InlineData("""{"x":{"dtype":"U8","shape":[1],"data_offsets":[1,0]}}""", "found [1, 0]")]
    [InlineData("""{"x":{"dtype":"U8","shape":[1],"data_offsets":[0,9223372036854775807]}}""", "found [0, 9223372036854775807]")]
    [InlineData("""{"x":{"dtype":"U8","shape":[0],"data_offsets":[1,1]}}""", "expected its data to begin at 0", "(a gap)")]
    [InlineData("""{"x":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}}""", "expected 0 bytes of data, found 1")]
    [InlineData("{}", "expected 0 bytes of data, found 1")]
    [InlineData("""{"x":{"dtype":"U8","shape":[2],"data_offsets":[0,1]}}""", "tensor 'x': expected 2 bytes for shape [2] of U8, found 1")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,1]}}""", "expected 4 bytes for shape [1] of F32, found 1")]
    [InlineData("""{"x":{"dtype":"U8","shape":[4294967296,4294967296],"data_offsets":[0,1]}}""", "exceeds 64 bits")]
    [InlineData("""{"x":{"dtype":"F64","shape":[2305843009213693952],"data_offsets":[0,1]}}""", "expected 18446744073709551616 bytes")]
    [InlineData("""{"x":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"x":{}}""", "has 'x' twice")]
    [InlineData("""{"x":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"\u0078":{}}""", "has 'x' twice")]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", "has '__metadata__' twice")]
    [InlineData("""{"__metadata__":{"a":"1","a":"1"}}""", "has metadata 'a' twice")]
    [InlineData("""{"__metadata__":{"a":1}}""", "expected a string as metadata 'a', found Number")]
    [InlineData("""{"__metadata__":"a"}""", "expected an object of strings as '__metadata__', found String")]
    [InlineData("""{"\ud800":{}}""", "not valid Unicode")]
    public void An_invalid_header_is_refused(string json, params string[] expected)
    {
        var exception = Assert.Throws<InvalidDataException>(() => Parse(json, 1));

        AssertContains(exception, ["'test' is not a valid safetensors file", .. expected]);
    }

    [Fact]
    public void Data_that_overlap_are_refused()
    {
        const string Json =
            """{"y":{"dtype":"U8","shape":[2],"data_offsets":[1,3]},"x":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""";

        AssertContains(Assert.Throws<InvalidDataException>(() => Parse(Json, 3)), "tensor 'y'", "to begin at 2", "found 1 (an overlap)");
    }

    [Fact]
    public void Tensors_may_be_listed_in_another_order_than_their_data()
    {
        const string Json =
            """{"y":{"dtype":"U8","shape":[1],"data_offsets":[2,3]},"e":{"dtype":"U8","shape":[0],"data_offsets":[2,2]}""" +
            ""","x":{"dtype":"U8","shape":[2],"data_offsets":[0,2]}}""";

        SafetensorsFile file = Parse(Json, 3);

        Assert.Equal(["y", "e", "x"], file.Tensors.Select(tensor => tensor.Name));
        Assert.Equal([2], file["y"].ToArray<byte>());
        Assert.Equal([0, 1], file["x"].ToArray<byte>());
    }

    [Fact]
    public void A_header_that_is_not_text_is_refused()
    {
        byte[] bytes = [.. BitConverter.GetBytes(6L), (byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)':', (byte)'}'];

        AssertContains(Assert.Throws<InvalidDataException>(() => SafetensorsFile.Parse(bytes, "test")), "not UTF-8");
    }

    [Fact]
    public void A_shape_of_endless_rank_is_refused()
    {
        string ones = string.Join(',', Enumerable.Repeat("1", 65));

        var exception = Assert.Throws<InvalidDataException>(
            () => Parse($$$"""{"x":{"dtype":"U8","shape":[{{{ones}}}],"data_offsets":[0,1]}}""", 1));

        AssertContains(exception, "expected at most 64 numbers in shape");
    }

    [Fact]
    public void A_long_name_does_not_flood_the_message()
    {
        var exception = Assert.Throws<InvalidDataException>(() => Parse($$"""{"{{new string('x', 100_000)}}":1}""", 0));

        Assert.InRange(exception.Message.Length, 100, 300);
    }

    [Fact]
    public void Reading_allocates_a_small_multiple_of_the_file()
    {
        IEnumerable<string> entries = Enumerable.Range(0, 20_000).Select(i => $$"""
            "{{i}}":{"dtype":"?","shape":[],"data_offsets":[0,0]}
            """);
        string json = $"{{{string.Join(',', entries)}}}";
        byte[] bytes = Bytes(json, 0);

        long before = GC.GetAllocatedBytesForCurrentThread();
        SafetensorsFile file = SafetensorsFile.Parse(bytes, "test");
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(20_000, file.Tensors.Count);
        Assert.True(allocated < 16L * bytes.Length, $"allocated {allocated} bytes for a file of {bytes.Length}");
    }

    [Fact]
    public void A_damaged_file_is_read_or_refused_but_never_crashes()
    {
        byte[] good = Bytes(
            """
            {"__metadata__":{"format":"1"},"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},
            "b":{"dtype":"I64","shape":[1],"data_offsets":[16,24]}}
            """, 24);
        Assert.Equal(2, SafetensorsFile.Parse(good, "test").Tensors.Count);
        var random = new Random(1);
        int refused = 0;
        for (int trial = 0; trial < 20_000; trial++)
        {
            byte[] bytes = good[..(trial % 4 == 0 ? random.Next(good.Length) : good.Length)];
            for (int change = random.Next(3); change >= 0 && bytes.Length > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = change == 0 ? (byte)random.Next(256) : (byte)"0123456789[]{},\":"[random.Next(17)];
            }

            try
            {
                Assert.All(SafetensorsFile.Parse(bytes, "test").Tensors, tensor => Assert.True(tensor.Data.Length <= 24));
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 10_000, 19_999);
    }

    private static byte[] Bytes(string json, int dataLength)
    {
        byte[] header = Encoding.UTF8.GetBytes(json);
        var bytes = new byte[8 + header.Length + dataLength];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        header.CopyTo(bytes, 8);
        for (int i = 0; i < dataLength; i++)
        {
            bytes[8 + header.Length + i] = (byte)i;
        }

        return bytes;
    }

    private static SafetensorsFile Parse(string json, int dataLength) => SafetensorsFile.Parse(Bytes(json, dataLength), "test");

    private static void AssertContains(Exception exception, params string[] expected) =>
        Assert.All(expected, text => Assert.Contains(text, exception.Message, StringComparison.Ordinal));

    private static void AssertKept<T>(string dataType, params T[] values)
        where T : unmanaged
    {
        SafetensorsTensor tensor = SafetensorsTensor.Create<T>("x", [values.Length], values);

        Assert.Equal(dataType, tensor.DataType);
        Assert.Equal(values, tensor.ToArray<T>());
    }
}
