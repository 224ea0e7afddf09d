using System.Buffers.Binary;
using System.Text;

namespace StaticNet;

/// <summary>
/// Reads the header of a NumPy file: <c>\x93NUMPY</c>, a version, the length of the rest, and a Python dictionary of <c>descr</c>, <c>fortran_order</c> and
/// <c>shape</c> (NEP 1, "A simple file format for NumPy arrays"). The dictionary is read as these three, never evaluated.
/// </summary>
internal static class NpyHeader
{
    private const int MagicLength = 8;

    /// <summary>What NumPy itself writes is a few hundred bytes.</summary>
    private const int MaximumLength = 1 << 16;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no array that can be read in place; the message says why.</exception>
    public static StoredArray Read(string path)
    {
        using FileStream file = ArrayFile.Open(path);
        Span<byte> start = stackalloc byte[MagicLength + sizeof(uint)];
        int found = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (found < start.Length || !start.StartsWith(Magic))
        {
            throw StoredArray.Invalid(
                path, $"expected the start of a NumPy file, {Convert.ToHexString(Magic)}, found {Convert.ToHexString(start[..Math.Min(found, Magic.Length)])}");
        }

        int version = start[Magic.Length];
        (int lengthBytes, uint length) = version switch
        {
            1 => (sizeof(ushort), BinaryPrimitives.ReadUInt16LittleEndian(start[MagicLength..])),
            2 or 3 => (sizeof(uint), BinaryPrimitives.ReadUInt32LittleEndian(start[MagicLength..])),
            _ => throw StoredArray.Invalid(path, $"expected version 1, 2 or 3 of the format, found {version}"),
        };
        long offset = MagicLength + lengthBytes + (long)length;
        if (length > MaximumLength || offset > file.Length)
        {
            throw StoredArray.Invalid(path, $"expected a header of at most {Math.Min(MaximumLength, file.Length)} bytes, found one of {length}");
        }

        var header = new byte[length];
        file.Position = MagicLength + lengthBytes;
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
        {
            throw StoredArray.Invalid(path, "the file became shorter while it was read");
        }

        NpyDictionary dictionary = NpyDictionary.Parse(path, Encoding.UTF8.GetString(header));
        if (dictionary.FortranOrder && dictionary.Shape.Length > 1)
        {
            throw StoredArray.Invalid(
                path, "the array lies column by column (Fortran order), and its rows cannot be read in place: save numpy.ascontiguousarray(array)");
        }

        return StoredArray.Create(path, TypeOf(path, dictionary.Description), dictionary.Shape, offset, file.Length);
    }

    private static ElementType TypeOf(string path, string description)
    {
        bool known = description.Length == 3 && (description[0] is '<' or '>' or '|' or '=');
        bool bigEndian = known && description[0] == '>';
        int size = known ? description[2] - '0' : 0;
        return (known ? description[1] : ' ', size) switch
        {
            ('f', 4 or 8) => new(ElementKind.Floating, size, bigEndian),
            ('i', 1 or 2 or 4 or 8) => new(ElementKind.Signed, size, bigEndian),
            ('u', 1 or 2 or 4 or 8) => new(ElementKind.Unsigned, size, bigEndian),
            ('b', 1) => new(ElementKind.Unsigned, size, bigEndian),
            _ => throw StoredArray.Invalid(
                path, $"expected numbers of type float32, float64, bool or an integer, found '{description}': save array.astype('float32')"),
        };
    }
}
