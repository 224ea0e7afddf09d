namespace StaticNet.Importing.Hdf5;

/// <summary>
/// An HDF5 file, read as far as Keras and h5py write it: superblocks 0 to 3, groups of the old and the new kind, numbers and strings,
/// contiguous, compact and chunked data with deflate, shuffle and checksums. What is outside of that is refused by name.
/// HDF5 File Format Specification Version 3.0, The HDF Group.
/// </summary>
internal static class Hdf5File
{
    /// <summary>What every file begins with.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    /// <summary>The root group.</summary>
    /// <exception cref="InvalidDataException">The file is no HDF5 file, damaged, or of a form that is not supported.</exception>
    public static Hdf5Group Open(byte[] bytes, string source)
    {
        var content = new Hdf5Content(bytes, source);
        Hdf5Cursor cursor = content.At(0, Signature, "its superblock");
        int version = cursor.Byte();
        return version switch
        {
            0 or 1 => OpenOld(content, cursor, version),
            2 or 3 => OpenNew(content, cursor),
            _ => throw content.Unsupported($"superblock version {version}"),
        };
    }

    private static Hdf5Group OpenOld(Hdf5Content content, Hdf5Cursor cursor, int version)
    {
        // Versions of the free space, of the root group's entry and of shared messages, with a reserved byte.
        cursor.Skip(4);
        ReadSizes(content, ref cursor);

        // A reserved byte, the ranks of both kinds of group node, and flags; in version 1, the rank of chunk nodes as well.
        cursor.Skip(version == 0 ? 9 : 13);
        CheckExtent(content, ref cursor);
        _ = cursor.Address();

        // The root group's entry: where its name is, then its header.
        _ = cursor.Address();
        return Root(content, cursor.DefinedAddress());
    }

    private static Hdf5Group OpenNew(Hdf5Content content, Hdf5Cursor cursor)
    {
        ReadSizes(content, ref cursor);
        cursor.Skip(1);
        CheckExtent(content, ref cursor);
        return Root(content, cursor.DefinedAddress());
    }

    private static void ReadSizes(Hdf5Content content, ref Hdf5Cursor cursor)
    {
        (content.AddressSize, content.LengthSize) = (Size(cursor.Byte()), Size(cursor.Byte()));

        int Size(int size) => size is 2 or 4 or 8 ? size : throw content.Invalid($"its superblock: expected addresses of 2, 4 or 8 bytes, found {size}");
    }

    /// <summary>The base address, one of an extension or of free space, and the end of the file.</summary>
    private static void CheckExtent(Hdf5Content content, ref Hdf5Cursor cursor)
    {
        if (cursor.DefinedAddress() != 0)
        {
            throw content.Unsupported("addresses that do not count from its beginning");
        }

        _ = cursor.Address();
        long end = cursor.DefinedAddress();
        if (end > content.Length)
        {
            throw content.Invalid($"it is cut short: expected {end} bytes, found {content.Length}");
        }
    }

    private static Hdf5Group Root(Hdf5Content content, long address) => new(content, Hdf5ObjectHeader.Read(content, address, "/"), "/");
}
