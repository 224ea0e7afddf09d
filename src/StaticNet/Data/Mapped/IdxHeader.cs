using System.Buffers.Binary;

namespace StaticNet;

/// <summary>
/// Reads the header of an IDX file (http://yann.lecun.com/exdb/mnist) that is not compressed: two zeros, the type, the number of dimensions, and each
/// dimension as a big-endian integer of 32 bits.
/// </summary>
internal static class IdxHeader
{
    private const int MostDimensions = 16;

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no IDX file, or too short or too long for its header.</exception>
    public static StoredArray Read(string path)
    {
        using FileStream file = ArrayFile.Open(path);
        Span<byte> start = stackalloc byte[4];
        int found = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (found >= 2 && start[0] == 0x1F && start[1] == 0x8B)
        {
            throw StoredArray.Invalid(path, "the file is compressed, and cannot be read in place: unpack it, or read it into memory with IdxFile");
        }

        ElementType? element = found == start.Length && start[0] == 0 && start[1] == 0 ? TypeOf(start[2]) : null;
        int dimensions = start[3];
        if (element is not { } known || dimensions is 0 or > MostDimensions)
        {
            throw StoredArray.Invalid(
                path,
                $"expected the start of an IDX file, 00 00, a type from 08 to 0E and 1 to {MostDimensions} dimensions, "
                + $"found {(found == 0 ? "an empty file" : Convert.ToHexString(start[..found]))}");
        }

        Span<byte> header = stackalloc byte[sizeof(uint) * MostDimensions];
        header = header[..(sizeof(uint) * dimensions)];
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length)
        {
            throw StoredArray.Invalid(path, $"expected a header of {start.Length + header.Length} bytes, found a file of {file.Length} bytes");
        }

        Span<long> lengths = stackalloc long[dimensions];
        for (int i = 0; i < dimensions; i++)
        {
            lengths[i] = BinaryPrimitives.ReadUInt32BigEndian(header[(i * sizeof(uint))..]);
        }

        return StoredArray.Create(path, known, lengths, start.Length + header.Length, file.Length);
    }

    private static ElementType? TypeOf(byte code) => code switch
    {
        0x08 => new(ElementKind.Unsigned, 1, BigEndian: true),
        0x09 => new(ElementKind.Signed, 1, BigEndian: true),
        0x0B => new(ElementKind.Signed, 2, BigEndian: true),
        0x0C => new(ElementKind.Signed, 4, BigEndian: true),
        0x0D => new(ElementKind.Floating, 4, BigEndian: true),
        0x0E => new(ElementKind.Floating, 8, BigEndian: true),
        _ => null,
    };
}
