using System.Globalization;
using System.Text;

namespace StaticNet.Build;

/// <summary>
/// The text that stands for a file of weights: a line a fact, its parts separated by tabs. The generator reads it
/// (<c>Parsing/WeightManifestReader.cs</c>).
/// </summary>
internal static class WeightManifest
{
    /// <summary>What resources' names begin with; the file's name follows.</summary>
    public const string ResourcePrefix = "StaticNet.Weights/";

    public const string FirstLine = "staticnet-weights\t1";

    /// <summary>
    /// The most values of a file whose bits are told, so that the compiler can fold and pack them into constants: 16 KB, a third of a first-level cache. As
    /// many literals take some 50 ms to compile and save opening a resource, 0.1 ms ahead of time and some 10 ms just in time (measured in
    /// docs/deployment.md); more would have to be parsed at every edit, and lie where the compiler puts them, not on cache lines.
    /// </summary>
    public const int LargestConstant = 4096;

    private const string SelfTestPrefix = "__selftest__.";

    private const string OwnMetadata = "staticnet.";

    /// <summary>Marks the state of a file.</summary>
    public static string Stamp(long length, long ticks) => $"stamp\t{Number(length)}\t{Number(ticks)}";

    /// <summary>The text for a file.</summary>
    /// <param name="name">As the project lists it.</param>
    /// <param name="path">Where it is; null if it is not there.</param>
    /// <param name="stamp">Its state; empty if it is not there.</param>
    /// <param name="largestConstant">The most values whose bits are told.</param>
    public static string Describe(string name, string? path, string stamp, int largestConstant = LargestConstant)
    {
        var text = new StringBuilder(FirstLine).Append('\n');
        Line(text, "file", name);
        if (stamp.Length > 0)
        {
            text.Append(stamp).Append('\n');
        }

        int start = text.Length;
        if (path is null)
        {
            Line(text, "missing");
            return text.ToString();
        }

        try
        {
            using FileStream stream = File.OpenRead(path);
            Describe(text, SafetensorsContent.Read(stream), stream, largestConstant);
        }
        catch (InvalidDataException exception)
        {
            text.Length = start;
            Line(text, "invalid", exception.Message);
        }

        return text.ToString();
    }

    private static void Describe(StringBuilder text, SafetensorsContent content, FileStream stream, int largestConstant)
    {
        Line(text, "length", Number(content.Length));
        Line(text, "header", Number(content.HeaderLength), content.HeaderHash.ToString("x16", CultureInfo.InvariantCulture));
        foreach (KeyValuePair<string, string> pair in content.Metadata.Where(static pair => pair.Key.StartsWith(OwnMetadata, StringComparison.Ordinal)))
        {
            Line(text, "metadata", pair.Key, pair.Value);
        }

        bool isSmall = content.Tensors.Where(static tensor => !IsTest(tensor)).Sum(static tensor => tensor.Length / sizeof(float)) <= largestConstant;
        foreach (TensorEntry tensor in content.Tensors)
        {
            Line(
                text, "tensor", tensor.Name, tensor.DataType, string.Join(",", tensor.Shape.Select(Number)), Number(content.HeaderLength + tensor.Begin));
            if (tensor.DataType == "F32")
            {
                Values(text, content, tensor, stream, writesBits: isSmall && !IsTest(tensor));
            }
        }
    }

    /// <summary>The first value that is not finite, if there is one, and the bits of all if they are few.</summary>
    private static void Values(StringBuilder text, SafetensorsContent content, TensorEntry tensor, FileStream stream, bool writesBits)
    {
        var bits = new StringBuilder();
        var buffer = new byte[1 << 16];
        stream.Position = content.HeaderLength + tensor.Begin;
        long index = 0;
        for (long left = tensor.Length; left > 0;)
        {
            int count = (int)Math.Min(left, buffer.Length);
            SafetensorsContent.ReadExactly(stream, buffer, count);
            left -= count;
            for (int i = 0; i < count; i += sizeof(float), index++)
            {
                uint value = buffer[i] | ((uint)buffer[i + 1] << 8) | ((uint)buffer[i + 2] << 16) | ((uint)buffer[i + 3] << 24);
                if ((value & 0x7F80_0000) == 0x7F80_0000)
                {
                    string what = (value & 0x007F_FFFF) != 0 ? "NaN" : value >> 31 == 0 ? "Infinity" : "-Infinity";
                    Line(text, "nonfinite", Number(index), what);
                    return;
                }

                if (writesBits)
                {
                    bits.Append(value.ToString("x8", CultureInfo.InvariantCulture));
                }
            }
        }

        if (writesBits)
        {
            Line(text, "bits", bits.ToString());
        }
    }

    private static bool IsTest(TensorEntry tensor) => tensor.Name.StartsWith(SelfTestPrefix, StringComparison.Ordinal);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A line; what would end it, or a part of it, is escaped.</summary>
    private static void Line(StringBuilder text, params string[] parts) => text
        .Append(string.Join("\t", parts.Select(static part =>
            part.Replace("\\", "\\\\").Replace("\t", "\\t").Replace("\n", "\\n").Replace("\r", "\\r"))))
        .Append('\n');
}
