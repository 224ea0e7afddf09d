using System.Numerics;

namespace StaticNet.Importing.Hdf5;

/// <summary>The newer kind of tree (version 2): records of one size, in leaves and between them.</summary>
internal sealed class Hdf5RecordTree
{
    private const int NodeOverhead = 10;

    private readonly Hdf5Content _content;
    private readonly string _what;
    private readonly int _recordBytes;
    private readonly List<(int CountBytes, int TotalBytes)> _pointers = [];
    private readonly List<long> _records = [];

    private Hdf5RecordTree(Hdf5Content content, int nodeBytes, int recordBytes, int depth, string what)
    {
        (_content, _recordBytes, _what) = (content, recordBytes, what);

        // How many bytes a count of records takes depends on how many a node below can hold.
        long most = (nodeBytes - NodeOverhead) / recordBytes;
        long total = most;
        int countBytes = BytesFor(most);
        for (int level = 1; level <= depth; level++)
        {
            int totalBytes = level == 1 ? 0 : BytesFor(total);
            _pointers.Add((countBytes, totalBytes));
            int pointer = content.AddressSize + countBytes + totalBytes;
            most = (nodeBytes - NodeOverhead - pointer) / (recordBytes + pointer);
            total = Math.Min(int.MaxValue, ((most + 1) * total) + most);
        }
    }

    /// <summary>The address of each record.</summary>
    public static IReadOnlyList<long> Records(Hdf5Content content, long address, string what)
    {
        Hdf5Cursor cursor = content.At(address, "BTHD"u8, what);
        cursor.Skip(2);
        long nodeBytes = cursor.UInt32();
        int recordBytes = cursor.UInt16();
        int depth = cursor.UInt16();
        cursor.Skip(2);
        long? root = cursor.Address();
        int count = cursor.UInt16();
        if (nodeBytes > content.Length || recordBytes == 0 || recordBytes + NodeOverhead > nodeBytes || depth > 16)
        {
            throw content.Invalid($"{what}: expected a tree of records, found nodes of {nodeBytes} bytes, records of {recordBytes} and depth {depth}");
        }

        var tree = new Hdf5RecordTree(content, (int)nodeBytes, recordBytes, depth, what);
        if (root is { } node)
        {
            tree.Read(node, count, depth);
        }

        return tree._records;
    }

    private static int BytesFor(long largest) => largest <= 0 ? 1 : (BitOperations.Log2((ulong)largest) / 8) + 1;

    private void Read(long address, long count, int depth)
    {
        Hdf5Cursor cursor = _content.At(address, depth == 0 ? "BTLF"u8 : "BTIN"u8, _what);
        cursor.Skip(2);
        for (long i = 0; i < count; i++)
        {
            _content.CountStructure();
            _records.Add(_content.Length - cursor.Remaining);
            cursor.Skip(_recordBytes);
        }

        if (depth == 0)
        {
            return;
        }

        (int countBytes, int totalBytes) = _pointers[depth - 1];
        for (long i = 0; i <= count; i++)
        {
            long child = cursor.DefinedAddress();
            long records = cursor.Unsigned(countBytes);
            cursor.Skip(totalBytes);
            Read(child, records, depth - 1);
        }
    }
}
