using System.IO.Compression;

namespace StaticNet.Importing.Hdf5;

/// <summary>What was done to blocks before they were stored: shuffle, deflate, checksum. Undone in the opposite order.</summary>
internal sealed class Hdf5Filters
{
    private const int Deflate = 1, Shuffle = 2, Fletcher32 = 3;

    private readonly (int Kind, int Argument)[] _filters;

    private Hdf5Filters((int Kind, int Argument)[] filters) => _filters = filters;

    /// <summary>Blocks are stored as they are.</summary>
    public static Hdf5Filters None { get; } = new([]);

    public bool Any => _filters.Length > 0;

    public static Hdf5Filters Parse(Hdf5Content content, Hdf5Cursor cursor, string path)
    {
        int version = cursor.Byte();
        var filters = new (int, int)[cursor.Byte()];
        if (version is not (1 or 2) || filters.Length > 32)
        {
            throw content.Invalid($"the filters of '{path}' have version {version} and are {filters.Length}");
        }

        cursor.Skip(version == 1 ? 6 : 0);
        for (int i = 0; i < filters.Length; i++)
        {
            int kind = cursor.UInt16();
            int nameBytes = version == 1 || kind >= 256 ? cursor.UInt16() : 0;
            _ = cursor.UInt16();
            int arguments = cursor.UInt16();
            string name = cursor.Text(version == 1 ? (nameBytes + 7) / 8 * 8 : nameBytes);
            int argument = arguments > 0 ? (int)Math.Min(cursor.UInt32(), int.MaxValue) : 0;
            cursor.Skip(4L * Math.Max(0, arguments - 1));
            cursor.Skip(version == 1 && arguments % 2 == 1 ? 4 : 0);
            if (kind is not (Deflate or Shuffle or Fletcher32))
            {
                throw content.Unsupported($"'{path}' compressed by filter {kind}{(name.Length > 0 ? $" ({name})" : "")}");
            }

            filters[i] = (kind, argument);
        }

        return new Hdf5Filters(filters);
    }

    /// <summary>A block as it was, at least <paramref name="length"/> bytes.</summary>
    public ReadOnlySpan<byte> Decode(Hdf5Content content, ReadOnlySpan<byte> stored, int length, long skipped, string path)
    {
        ReadOnlySpan<byte> block = stored;
        for (int i = _filters.Length - 1; i >= 0; i--)
        {
            if ((skipped >> i & 1) != 0)
            {
                continue;
            }

            (int kind, int argument) = _filters[i];
            block = kind switch
            {
                Fletcher32 => block.Length >= 4 ? block[..^4] : throw content.Invalid($"a block of '{path}' has no checksum"),
                Shuffle => Unshuffle(content, block, argument, path),

                // Where a checksum was added before compressing, it comes out again.
                _ => Inflate(content, block, length + (_filters.Take(i).Any(static filter => filter.Kind == Fletcher32) ? 4 : 0), path),
            };
        }

        return block.Length >= length ? block : throw content.Invalid($"a block of '{path}': expected {length} bytes, found {block.Length}");
    }

    private static byte[] Inflate(Hdf5Content content, ReadOnlySpan<byte> packed, int length, string path)
    {
        // Deflate makes at most 1,032 bytes of one.
        if (length > 64 + (1032L * packed.Length))
        {
            throw content.Invalid($"a block of '{path}': expected {length} bytes, which {packed.Length} cannot hold");
        }

        var block = new byte[length];
        try
        {
            using var stream = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
            stream.ReadExactly(block);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw content.Invalid($"a block of '{path}' cannot be decompressed");
        }

        return block;
    }

    private static byte[] Unshuffle(Hdf5Content content, ReadOnlySpan<byte> block, int size, string path)
    {
        if (size < 1 || block.Length / size == 0)
        {
            throw content.Invalid($"a block of '{path}' of {block.Length} bytes is shuffled by elements of {size} bytes");
        }

        // Bytes left over at the end were not shuffled.
        byte[] plain = block.ToArray();
        int count = block.Length / size;
        for (int element = 0; element < count; element++)
        {
            for (int part = 0; part < size; part++)
            {
                plain[(element * size) + part] = block[(part * count) + element];
            }
        }

        return plain;
    }
}
