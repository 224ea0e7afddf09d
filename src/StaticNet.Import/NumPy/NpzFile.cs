using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace StaticNet.Importing.NumPy;

/// <summary>
/// Reads archives of NumPy arrays (<c>numpy.savez</c>), with names as of a <c>state_dict</c>: <c>fc1.weight</c>, <c>dense/kernel</c>,
/// <c>dense1.kernel</c>. Arrays of Python objects, which are pickles, are refused.
/// Format: NEP 1, A simple file format for NumPy arrays.
/// </summary>
public static class NpzFile
{
    private const string Extension = ".npy";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What the file does not say; null: as PyTorch's defaults have it.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or holds a layer or a type of elements that StaticNet does not have.</exception>
    public static ForeignNetwork Read(string path, StateDictOptions? options = null) => Parse(ForeignFile.ReadAll(path), path, options);

    /// <summary>Reads the content of a file.</summary>
    /// <exception cref="InvalidDataException">As of <see cref="Read"/>.</exception>
    public static ForeignNetwork Parse(byte[] bytes, string source, StateDictOptions? options = null) =>
        StateDict.ToNetwork(source, ReadTensors(bytes, source), options ?? new StateDictOptions());

    /// <summary>The arrays of a file under their own names, in the file's order.</summary>
    /// <exception cref="InvalidDataException">As of <see cref="Read"/>.</exception>
    public static IReadOnlyList<ForeignTensor> ReadTensors(byte[] bytes, string source)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(source);
        var archive = new Archive(bytes, source);
        return [.. archive.Names.Where(static name => name.EndsWith(Extension, StringComparison.Ordinal))
            .Select(name => ReadArray(archive.Read(name), name[..^Extension.Length], source))];
    }

    private static ForeignTensor ReadArray(byte[] bytes, string name, string source)
    {
        ReadOnlySpan<byte> rest = bytes;
        const int prefix = 10;
        if (bytes.Length < prefix + 2 || bytes[0] != 0x93 || !rest[1..].StartsWith("NUMPY"u8) || bytes[6] is < 1 or > 3)
        {
            throw Invalid("expected a NumPy array of version 1 to 3");
        }

        bool isShort = bytes[6] == 1;
        int start = isShort ? prefix : prefix + 2;
        uint length = isShort ? BinaryPrimitives.ReadUInt16LittleEndian(rest[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(rest[8..]);
        if (length > bytes.Length - start)
        {
            throw Invalid($"expected a header of {length} bytes, found {bytes.Length - start}");
        }

        string header = Encoding.UTF8.GetString(rest.Slice(start, (int)length));
        string type = Field(header, "'descr':") is ['\'', .. var quoted] && quoted.IndexOf('\'', StringComparison.Ordinal) is >= 0 and var end
            ? quoted[..end]
            : throw Invalid("its type is not that of numbers");
        bool isColumnMajor = Field(header, "'fortran_order':").StartsWith("True", StringComparison.Ordinal);
        int[] shape = Shape(Field(header, "'shape':"));
        string dataType = (type.TrimStart('<', '>', '|', '=') switch
        {
            "f2" => "float16",
            "f4" => "float32",
            "f8" => "float64",
            "i1" => "int8",
            "u1" => "uint8",
            "i2" => "int16",
            "u2" => "uint16",
            "i4" => "int32",
            "u4" => "uint32",
            "i8" => "int64",
            "u8" => "uint64",
            "b1" => "bool",
            _ => null,
        }) ?? throw Invalid($"elements of type '{type}' are not supported");
        byte[] data = bytes[(start + (int)length)..];
        int size = ElementType.SizeOf(dataType)!.Value;
        long count = shape.Aggregate(1L, static (product, axis) => Math.Min(product * axis, int.MaxValue));
        if (count * size != data.Length)
        {
            throw Invalid($"expected {count * size} bytes of data, found {data.Length}");
        }

        if (type[0] == '>')
        {
            for (int i = 0; i < data.Length; i += size)
            {
                data.AsSpan(i, size).Reverse();
            }
        }

        float[] values = ElementType.ToFloats(dataType, data);
        if (isColumnMajor && shape.Length > 1)
        {
            values = shape.Length == 2
                ? Matrix.Transpose(values, shape[1], shape[0])
                : throw Invalid("column-major order of more than two axes is not supported");
        }

        return new ForeignTensor(name, shape, values) { DataType = dataType };

        string Field(string text, string key) => text.IndexOf(key, StringComparison.Ordinal) is >= 0 and var at
            ? text[(at + key.Length)..].TrimStart()
            : throw Invalid($"its header has no {key.TrimEnd(':')}");

        int[] Shape(string text)
        {
            int close = text.IndexOf(')', StringComparison.Ordinal);
            string[] parts = close > 0 && text[0] == '('
                ? text[1..close].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                : throw Invalid("its shape is damaged");
            const int maximumRank = 32;
            return parts.Length <= maximumRank
                ? [.. parts.Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int axis)
                    ? axis
                    : throw Invalid("its shape is damaged"))]
                : throw Invalid($"it has {parts.Length} axes");
        }

        InvalidDataException Invalid(string problem) => new($"'{source}', array '{name}': {problem}.");
    }
}
