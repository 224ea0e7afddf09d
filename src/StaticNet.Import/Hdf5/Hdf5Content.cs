namespace StaticNet.Importing.Hdf5;

/// <summary>
/// The bytes of an HDF5 file, the sizes its addresses have, and the bounds of what reading it may cost: a hostile file can neither send a
/// reader in circles nor make it allocate more than the file could hold.
/// </summary>
internal sealed class Hdf5Content(byte[] bytes, string source)
{
    /// <summary>Deflate never expands more than that.</summary>
    private const long LargestExpansion = 1032;

    /// <summary>No structure of a file is smaller.</summary>
    private const int SmallestStructure = 8;

    private long _structures = 16 + (bytes.Length / SmallestStructure);
    private long _decodedBytes = (1 << 16) + (LargestExpansion * bytes.Length);

    /// <summary>Bytes of an address: 2, 4 or 8.</summary>
    public int AddressSize { get; set; } = 8;

    /// <summary>Bytes of a length: 2, 4 or 8.</summary>
    public int LengthSize { get; set; } = 8;

    /// <summary>Bytes of the file.</summary>
    public int Length => bytes.Length;

    /// <summary>Whether the file begins as HDF5 files do.</summary>
    public static bool HasSignature(ReadOnlySpan<byte> start) => start.StartsWith(Hdf5File.Signature);

    /// <summary>Reads from an address to the end of the file.</summary>
    public Hdf5Cursor At(long address, string what) => At(address, bytes.Length - address, what);

    /// <summary>Reads a block.</summary>
    public Hdf5Cursor At(long address, long length, string what) =>
        address >= 0 && length >= 0 && address <= bytes.Length && length <= bytes.Length - address
            ? new Hdf5Cursor(bytes.AsSpan((int)address, (int)length), this, what)
            : throw Invalid($"{what}: expected to be within the {bytes.Length} bytes of the file, found {length} bytes at {address}");

    /// <summary>Reads a block that begins with four letters and a version.</summary>
    public Hdf5Cursor At(long address, ReadOnlySpan<byte> signature, string what)
    {
        CountStructure();
        Hdf5Cursor cursor = At(address, what);
        cursor.Expect(signature);
        return cursor;
    }

    /// <summary>A piece of the file.</summary>
    public ReadOnlyMemory<byte> Slice(long address, long length, string what)
    {
        _ = At(address, length, what);
        return bytes.AsMemory((int)address, (int)length);
    }

    /// <summary>Counts a structure that was visited; a file holds only so many.</summary>
    public void CountStructure()
    {
        if (--_structures < 0)
        {
            throw Invalid("its structures refer to each other in a circle");
        }
    }

    /// <summary>Counts bytes of data that are about to be decoded.</summary>
    public void CountData(long count)
    {
        if (count < 0 || (_decodedBytes -= count) < 0)
        {
            throw Invalid($"its data are larger than a file of {bytes.Length} bytes can hold");
        }
    }

    public InvalidDataException Invalid(string problem) => new($"'{source}' is not a valid HDF5 file: {problem}.");

    public InvalidDataException Unsupported(string what) =>
        new($"'{source}' is an HDF5 file with {what}, which is not supported. Save it again with h5py's or Keras' default settings.");
}
