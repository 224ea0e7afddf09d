namespace StaticNet.Importing.Hdf5;

/// <summary>Where the blocks of a data set are.</summary>
internal sealed class Hdf5ChunkIndex
{
    private readonly Hdf5Content _content;
    private readonly List<Hdf5Chunk> _chunks = [];
    private readonly string _what;
    private readonly int[] _shape;

    private Hdf5ChunkIndex(Hdf5Content content, int[] chunkShape, Hdf5Values values, string path)
    {
        _content = content;
        _what = $"the blocks of '{path}'";
        _shape = values.Shape;
        ChunkShape = chunkShape;
        ChunkBytes = chunkShape.Aggregate((long)values.Type.Size, static (product, axis) => checked(product * axis));
        if (_shape.Length == 0 || chunkShape.Length != _shape.Length || chunkShape.Contains(0) || ChunkBytes > int.MaxValue)
        {
            throw content.Invalid($"{_what}: expected blocks of {_shape.Length} axes, found the shape [{string.Join(", ", chunkShape)}]");
        }
    }

    /// <summary>Shape of a block.</summary>
    public int[] ChunkShape { get; }

    /// <summary>Bytes of a block, not compressed.</summary>
    public long ChunkBytes { get; }

    /// <summary>Blocks that the shape needs.</summary>
    public long Count => _shape.Select((length, axis) => Across(axis)).Aggregate(1L, static (product, count) => product * count);

    /// <summary>Blocks that there are.</summary>
    public IReadOnlyList<Hdf5Chunk> Chunks => _chunks;

    /// <summary>Blocks in a tree.</summary>
    public static Hdf5ChunkIndex Parse(Hdf5Content content, ref Hdf5Cursor cursor, Hdf5Values values, string path)
    {
        int rank = cursor.Byte() - 1;
        long? tree = cursor.Address();
        int[] shape = ReadShape(content, ref cursor, rank, 4, path);
        var index = new Hdf5ChunkIndex(content, shape, values, path);
        if (tree is { } address)
        {
            index.ReadNode(address, level: null);
        }

        return index;
    }

    /// <summary>Blocks in one of the newer forms: a single one, one after the other, or in an array of fixed length.</summary>
    public static Hdf5ChunkIndex ParseNew(Hdf5Content content, ref Hdf5Cursor cursor, Hdf5Values values, Hdf5Filters filters, string path)
    {
        int flags = cursor.Byte();
        int rank = cursor.Byte() - 1;
        int[] shape = ReadShape(content, ref cursor, rank, cursor.Byte(), path);
        var index = new Hdf5ChunkIndex(content, shape, values, path);
        int kind = cursor.Byte();
        switch (kind)
        {
            case 1:
                bool isFiltered = (flags & 2) != 0;
                long length = isFiltered ? cursor.Length() : index.ChunkBytes;
                long skipped = isFiltered ? cursor.UInt32() : 0;
                index.AddAt(0, cursor.Address(), length, skipped);
                break;
            case 2 when !filters.Any:
                long first = cursor.DefinedAddress();
                for (long i = 0; i < index.Count; i++)
                {
                    content.CountStructure();
                    index.AddAt(i, first + (i * index.ChunkBytes), index.ChunkBytes, 0);
                }

                break;
            case 3:
                cursor.Skip(1);
                index.ReadFixedArray(cursor.DefinedAddress());
                break;
            default:
                throw content.Unsupported($"'{path}' having an index of its blocks of kind {kind}: axes without a limit");
        }

        return index;
    }

    /// <summary>A shape of blocks, after which the size of an element follows as if it were an axis.</summary>
    private static int[] ReadShape(Hdf5Content content, ref Hdf5Cursor cursor, int rank, int bytes, string path)
    {
        if (rank is < 1 or > 32 || bytes is < 1 or > 8)
        {
            throw content.Invalid($"the blocks of '{path}' have {rank} axes, each of {bytes} bytes");
        }

        int[] shape = new int[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            long length = cursor.Unsigned(bytes);
            shape[axis] = length is > 0 and <= 1 << 30 ? (int)length : throw content.Invalid($"the blocks of '{path}' have an axis of {length}");
        }

        _ = cursor.Unsigned(bytes);
        return shape;
    }

    private long Across(int axis) => ((long)_shape[axis] + ChunkShape[axis] - 1) / ChunkShape[axis];

    private void ReadNode(long address, int? level)
    {
        Hdf5Cursor cursor = _content.At(address, "TREE"u8, _what);
        int kind = cursor.Byte();
        int found = cursor.Byte();
        if (kind != 1 || (level is { } expected && found != expected))
        {
            throw _content.Invalid($"{_what}: expected a node of blocks on level {level}, found kind {kind} on level {found}");
        }

        int entries = cursor.UInt16();
        _ = cursor.Address();
        _ = cursor.Address();
        for (int i = 0; i < entries; i++)
        {
            _content.CountStructure();
            long length = cursor.UInt32();
            long skipped = cursor.UInt32();
            int[] start = new int[_shape.Length];
            for (int axis = 0; axis < start.Length; axis++)
            {
                long offset = cursor.Unsigned(8);
                start[axis] = offset < _shape[axis] && offset % ChunkShape[axis] == 0
                    ? (int)offset
                    : throw _content.Invalid($"{_what}: expected a multiple of {ChunkShape[axis]} below {_shape[axis]}, found {offset}");
            }

            _ = cursor.Unsigned(8);
            long child = cursor.DefinedAddress();
            if (found > 0)
            {
                ReadNode(child, found - 1);
            }
            else
            {
                _chunks.Add(new Hdf5Chunk(start, child, length, skipped));
            }
        }
    }

    private void ReadFixedArray(long address)
    {
        Hdf5Cursor header = _content.At(address, "FAHD"u8, _what);
        header.Skip(1);
        bool isFiltered = header.Byte() == 1;
        int entryBytes = header.Byte();
        int pageBits = header.Byte();
        long count = header.Length();
        long entries = header.DefinedAddress();
        int lengthBytes = entryBytes - _content.AddressSize - 4;
        if (count != Count || pageBits > 30 || (isFiltered ? lengthBytes is < 1 or > 8 : entryBytes != _content.AddressSize))
        {
            throw _content.Invalid($"{_what}: expected an array of {Count}, found {count}, of {entryBytes} bytes each");
        }

        Hdf5Cursor cursor = _content.At(entries, "FADB"u8, _what);
        cursor.Skip(2 + _content.AddressSize);
        long page = 1L << pageBits;
        bool isPaged = count > page;
        if (isPaged)
        {
            // A bit for each page that was written, and a checksum.
            long pages = (count + page - 1) / page;
            cursor.Skip(((pages + 7) / 8) + 4);
        }

        for (long i = 0; i < count; i++)
        {
            _content.CountStructure();
            cursor.Skip(isPaged && i > 0 && i % page == 0 ? 4 : 0);
            long? start = cursor.Address();
            long length = isFiltered ? cursor.Unsigned(lengthBytes) : ChunkBytes;
            AddAt(i, start, length, isFiltered ? cursor.UInt32() : 0);
        }
    }

    /// <summary>Adds a block by its number, counted row by row, if it was written.</summary>
    private void AddAt(long number, long? address, long length, long skipped)
    {
        if (address is null)
        {
            return;
        }

        int[] start = new int[_shape.Length];
        for (int axis = _shape.Length - 1; axis >= 0; axis--)
        {
            long across = Math.Max(1, Across(axis));
            start[axis] = (int)(number % across) * ChunkShape[axis];
            number /= across;
        }

        _chunks.Add(new Hdf5Chunk(start, address.Value, length, skipped));
    }
}
