using System.Buffers.Binary;
using System.IO.Compression;

namespace StaticNet;

/// <summary>
/// Reads the dimensions and the bytes of an IDX file: a magic number (two zeros, the element type, the number of dimensions), the
/// length of each dimension as a big-endian integer of 32 bits, the elements. Memory is taken only for bytes that are there.
/// </summary>
internal static class IdxContent
{
    private const int UnsignedBytes = 0x08;
    private const int FirstBuffer = 1 << 20;

    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is no IDX file of unsigned bytes in that many dimensions.</exception>
    public static (int[] Lengths, byte[] Data) Read(string path, int dimensions)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no file '{path}' (looked for '{Path.GetFullPath(path)}').", path);
        }

        using FileStream file = File.OpenRead(path);
        if (!IsCompressed(file))
        {
            return Read(file, file.Length, path, dimensions);
        }

        using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        return Read(unpacked, null, path, dimensions);
    }

    private static bool IsCompressed(FileStream file)
    {
        bool compressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return compressed;
    }

    /// <param name="stream">The file, unpacked.</param>
    /// <param name="available">Its length, where it is known beforehand.</param>
    /// <param name="path">Its name, for messages.</param>
    /// <param name="dimensions">The number of dimensions expected.</param>
    private static (int[] Lengths, byte[] Data) Read(Stream stream, long? available, string path, int dimensions)
    {
        Span<byte> header = stackalloc byte[4 * (dimensions + 1)];
        int headerLength = ReadBytes(stream, header, path);
        uint expectedMagic = (UnsignedBytes << 8) | (uint)dimensions;
        if (headerLength >= 4 && BinaryPrimitives.ReadUInt32BigEndian(header) is uint magic && magic != expectedMagic)
        {
            throw Invalid(path, $"expected the magic number {Describe(expectedMagic)}, found {Describe(magic)}");
        }

        if (headerLength < header.Length)
        {
            throw Invalid(path, $"expected a header of {header.Length} bytes, found {headerLength} bytes");
        }

        var lengths = new int[dimensions];
        int size = ReadLengths(header[4..], lengths, path);
        long? found = available - header.Length;
        if (found is not null && found != size)
        {
            throw WrongSize(path, lengths, size, $"{found}");
        }

        byte[] data = ReadData(stream, size, path, out int read);
        if (read < size)
        {
            throw WrongSize(path, lengths, size, $"{read}");
        }

        return ReadBytes(stream, stackalloc byte[1], path) == 0 ? (lengths, data) : throw WrongSize(path, lengths, size, "more");
    }

    private static int ReadLengths(ReadOnlySpan<byte> header, int[] lengths, string path)
    {
        long size = 1;
        for (int i = 0; i < lengths.Length; i++)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(header[(4 * i)..]);
            size *= length;
            if (length == 0 || size > Array.MaxLength)
            {
                throw Invalid(
                    path, $"expected dimensions of 1 at least and {Array.MaxLength} bytes at most in all, found {length} as dimension {i}");
            }

            lengths[i] = (int)length;
        }

        return (int)size;
    }

    private static byte[] ReadData(Stream stream, int size, string path, out int read)
    {
        var data = new byte[Math.Min(size, FirstBuffer)];
        read = 0;
        while (true)
        {
            read += ReadBytes(stream, data.AsSpan(read), path);
            if (read < data.Length || read == size)
            {
                return data;
            }

            Array.Resize(ref data, (int)Math.Min(size, 2L * data.Length));
        }
    }

    /// <summary>Fills the span as far as the stream reaches.</summary>
    private static int ReadBytes(Stream stream, Span<byte> bytes, string path)
    {
        try
        {
            return stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException exception)
        {
            throw Invalid(path, $"the gzip data are damaged ({exception.Message})");
        }
    }

    private static InvalidDataException WrongSize(string path, int[] lengths, int size, string found) =>
        Invalid(path, $"expected {size} bytes after the header for dimensions {string.Join(" x ", lengths)}, found {found}");

    private static string Describe(uint magic) =>
        (magic >> 8) == UnsignedBytes ? $"0x{magic:X8} (unsigned bytes, dimensions: {magic & 0xFF})" : $"0x{magic:X8}";

    private static InvalidDataException Invalid(string path, string problem) => new($"'{path}': {problem}.");
}
