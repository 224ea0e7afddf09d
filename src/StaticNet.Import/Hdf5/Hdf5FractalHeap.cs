using System.Numerics;

namespace StaticNet.Importing.Hdf5;

/// <summary>
/// Where groups with many members and objects with many attributes keep them: objects in blocks that double in size (a fractal heap), listed
/// in a tree by a hash of their names.
/// </summary>
internal sealed class Hdf5FractalHeap
{
    private readonly Hdf5Content _content;
    private readonly string _what;
    private readonly int _offsetBytes;
    private readonly int _lengthBytes;
    private readonly int _width;
    private readonly long _startSize;
    private readonly long _largestSize;
    private readonly long _root;
    private readonly int _rootRows;

    private Hdf5FractalHeap(Hdf5Content content, long address, string what)
    {
        (_content, _what) = (content, what);
        Hdf5Cursor cursor = content.At(address, "FRHP"u8, what);
        cursor.Skip(3);
        int filterBytes = cursor.UInt16();
        cursor.Skip(1);
        long largestObject = cursor.UInt32();

        // Next large object and the tree of those, free space and where it is listed, then four sizes and four counts of objects.
        cursor.Skip((10L * content.LengthSize) + (2 * content.AddressSize));
        _width = cursor.UInt16();
        _startSize = cursor.Length();
        _largestSize = cursor.Length();
        int offsetBits = cursor.UInt16();
        cursor.Skip(2);
        _root = cursor.DefinedAddress();
        _rootRows = cursor.UInt16();
        if (filterBytes != 0)
        {
            throw content.Unsupported($"{what} compressed");
        }

        if (_width == 0 || !BitOperations.IsPow2(_startSize) || !BitOperations.IsPow2(_largestSize) || _largestSize < _startSize
            || _largestSize > 1 << 30 || largestObject == 0 || offsetBits is 0 or > 63 || _rootRows > 64)
        {
            throw content.Invalid($"{what}: its heap has impossible sizes");
        }

        _offsetBytes = (offsetBits + 7) / 8;
        _lengthBytes = Math.Min((BitOperations.Log2((ulong)_largestSize) + 7) / 8, (BitOperations.Log2((ulong)largestObject) / 8) + 1);
    }

    /// <summary>Where each object listed in a tree is, and its length.</summary>
    /// <param name="content">The file.</param>
    /// <param name="heap">Address of the heap.</param>
    /// <param name="tree">Address of the tree.</param>
    /// <param name="identifierStart">Bytes of a record of the tree before the object's identifier.</param>
    /// <param name="path">Whose they are.</param>
    public static List<(long Address, int Length)> Objects(Hdf5Content content, long heap, long tree, int identifierStart, string path)
    {
        string what = $"what '{path}' keeps in a heap";
        var blocks = new Hdf5FractalHeap(content, heap, what);
        var objects = new List<(long, int)>();
        foreach (long record in Hdf5RecordTree.Records(content, tree, what))
        {
            objects.Add(blocks.Locate(content.At(record + identifierStart, what)));
        }

        return objects;
    }

    private (long Address, int Length) Locate(Hdf5Cursor identifier)
    {
        int kind = identifier.Byte();
        if ((kind & 0xF0) != 0)
        {
            throw _content.Unsupported($"{_what} being large or tiny (kind {kind})");
        }

        long offset = identifier.Unsigned(_offsetBytes);
        long length = identifier.Unsigned(_lengthBytes);
        (long address, long blockLength) = Block(offset);
        return length <= blockLength
            ? (address, (int)length)
            : throw _content.Invalid($"{_what}: expected an object within its block, found {length} bytes");
    }

    /// <summary>The place of an offset, and the bytes from there to the end of its block.</summary>
    private (long Address, long Length) Block(long offset)
    {
        if (_rootRows == 0)
        {
            return offset < _startSize ? (_root + offset, _startSize - offset) : throw OutOfBlocks(offset);
        }

        (long block, int rows) = (_root, _rootRows);
        while (true)
        {
            // Rows of blocks: two of the first size, then each of double the one before.
            (int row, long size, long start) = (0, _startSize, 0);
            while (row < rows && offset >= start + (size * _width))
            {
                start += size * _width;
                row++;
                size = row < 2 ? _startSize : size * 2;
                if (size > 1L << 40)
                {
                    throw OutOfBlocks(offset);
                }
            }

            if (row >= rows)
            {
                throw OutOfBlocks(offset);
            }

            int column = (int)((offset - start) / size);
            long child = Child(block, rows, (row * _width) + column);
            offset -= start + (column * size);
            if (size <= _largestSize)
            {
                return (child + offset, size - offset);
            }

            rows = BitOperations.Log2((ulong)size) - BitOperations.Log2((ulong)(_startSize * _width)) + 1;
            block = child;
        }
    }

    private long Child(long block, int rows, int number)
    {
        Hdf5Cursor cursor = _content.At(block, "FHIB"u8, _what);
        cursor.Skip(1 + _content.AddressSize + _offsetBytes);
        return number < rows * _width
            ? Skipped(cursor, (long)number * _content.AddressSize).DefinedAddress()
            : throw OutOfBlocks(number);
    }

    private static Hdf5Cursor Skipped(Hdf5Cursor cursor, long bytes)
    {
        cursor.Skip(bytes);
        return cursor;
    }

    private InvalidDataException OutOfBlocks(long offset) =>
        _content.Invalid($"{_what}: expected an object within the blocks of its heap, found it at {offset}");
}
