using System.Buffers.Binary;
using System.Text;

namespace StaticNet.Tests.Fuzzing;

/// <summary>Safetensors files that lie in every way their header can.</summary>
internal static class SafetensorsFiles
{
    private static readonly string[] _names =
    [
        "dense1.kernel", "dense1.bias", "__metadata__", "", "../../etc/passwd", "/dev/null", "C:\\\\Windows\\\\win.ini", "\\u0000",
        "\\uD800", "__optimizer__.mean.dense1.kernel", "\\\\server\\\\share", new('x', 3000),
    ];

    private static readonly string[] _types = ["F32", "F64", "F16", "I8", "BOOL", "BF16", "F4", "", "f32"];

    private static readonly string[] _numbers =
    [
        "0", "1", "2", "3", "6", "8", "24", "-1", "1.5", "1e3", "1e400", "4294967296", "2147483648", "9223372036854775807",
        "9223372036854775808", "18446744073709551616", "null", "\"3\"", "[3]", "true",
    ];

    private static readonly string[] _oddities =
    [
        "[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]", "{\"a\":{\"b\":{\"c\":{\"d\":{}}}}}", "null", "\"F32\"", "{}", "[]", "1e999", "tru",
    ];

    /// <summary>That many files.</summary>
    public static IEnumerable<byte[]> Take(int count, int seed)
    {
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
        {
            yield return Draw(random);
        }
    }

    /// <summary>A header of so many brackets, one in the other.</summary>
    public static byte[] Nested(int depth) => File($"{{\"a\":{new string('[', depth)}{new string(']', depth)}}}", 0);

    /// <summary>A file of a header and zeros.</summary>
    public static byte[] File(string header, int dataLength)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[sizeof(ulong) + json.Length + dataLength];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, json.Length);
        json.CopyTo(bytes, sizeof(ulong));
        return bytes;
    }

    private static byte[] Draw(Random random)
    {
        var entries = new List<string>();
        int end = 0;
        for (int tensors = random.Next(1, 5); tensors > 0; tensors--)
        {
            int start = end;
            end += 4 * random.Next(8);
            string name = random.Next(3) == 0 ? OneOf(random, _names) : $"tensor{tensors}";
            string shape = random.Next(2) == 0 ? $"[{(end - start) / 4}]" : Numbers(random, random.Next(5));
            string offsets = random.Next(3) > 0 ? $"[{start},{end}]" : Numbers(random, random.Next(1, 4));
            string type = random.Next(3) > 0 ? "F32" : OneOf(random, _types);
            string more = random.Next(10) == 0 ? ",\"dtype\":\"F32\"" : "";
            string body = random.Next(10) == 0
                ? OneOf(random, _oddities)
                : $"{{\"dtype\":\"{type}\",\"shape\":{shape},\"data_offsets\":{offsets}{more}}}";
            entries.Add($"\"{name}\":{body}");
        }

        string header = $"{{{string.Join(',', entries)}}}{new string(' ', random.Next(3))}{(random.Next(20) == 0 ? "x" : "")}";
        return File(header, random.Next(4) == 0 ? random.Next(64) : end);
    }

    private static string Numbers(Random random, int count) =>
        $"[{string.Join(',', Enumerable.Range(0, count).Select(_ => OneOf(random, _numbers)))}]";

    private static string OneOf(Random random, string[] choices) => choices[random.Next(choices.Length)];
}
