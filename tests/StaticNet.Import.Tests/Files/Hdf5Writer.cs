using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace StaticNet.Importing.Tests.Files;

/// <summary>
/// Writes HDF5 files in the forms that are read, after the format's specification and apart from the reader: the old form (superblock 0,
/// symbol tables, headers of version 1) and the new one (superblock 2 or 3, links, headers of version 2).
/// </summary>
/// <param name="superblock">0, 2 or 3.</param>
internal sealed class Hdf5Writer(int superblock)
{
    private const ulong Undefined = ulong.MaxValue;

    private readonly List<byte> _file = [.. new byte[96]];

    private bool IsOld => superblock == 0;

    /// <summary>A whole file.</summary>
    public static byte[] Write(int superblock, Hdf5Node root)
    {
        var writer = new Hdf5Writer(superblock);
        ulong address = writer.Add(root);
        return writer.Finish(address);
    }

    private byte[] Finish(ulong root)
    {
        Block start = new Block().Bytes(0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n');
        ulong end = (ulong)_file.Count;
        if (IsOld)
        {
            start.Bytes(0, 0, 0, 0, 0, 8, 8, 0).U16(4).U16(16).U32(0).U64(0).U64(Undefined).U64(end).U64(Undefined)
                .U64(0).U64(root).U64(0).U64(0).U64(0);
        }
        else
        {
            start.Bytes((byte)superblock, 8, 8, 0).U64(0).U64(Undefined).U64(end).U64(root).U32(0);
        }

        byte[] bytes = [.. _file];
        start.ToArray().CopyTo(bytes, 0);
        return bytes;
    }

    private ulong Place(byte[] bytes)
    {
        while (_file.Count % 8 != 0)
        {
            _file.Add(0);
        }

        ulong address = (ulong)_file.Count;
        _file.AddRange(bytes);
        return address;
    }

    private ulong Add(Hdf5Node node)
    {
        var messages = new List<(int Kind, byte[] Body)>();
        if (node.Values is not null)
        {
            AddData(node, messages);
        }
        else
        {
            AddMembers(node, messages);
        }

        (int, byte[])[] attributes = [.. node.Attributes.Select(attribute => (0x0C, Attribute(attribute.Name, attribute.Texts, attribute.IsVariable)))];

        // Attributes stand in a second block, so that headers go on.
        if (attributes.Length > 0)
        {
            byte[] block = Messages(attributes);
            byte[] framed = IsOld ? block : [.. "OCHK"u8, .. block, 0, 0, 0, 0];
            messages.Add((0x10, new Block().U64(Place(framed)).U64((ulong)framed.Length).ToArray()));
        }

        byte[] body = Messages([.. messages]);
        return Place(IsOld
            ? [.. new Block().Bytes(1, 0).U16(messages.Count + attributes.Length).U32(1).U32(body.Length).U32(0).ToArray(), .. body]
            : [.. "OHDR"u8, 2, 2, .. new Block().U32(body.Length).ToArray(), .. body, 0, 0, 0, 0]);
    }

    private byte[] Messages((int Kind, byte[] Body)[] messages)
    {
        var block = new Block();
        foreach ((int kind, byte[] body) in messages)
        {
            if (IsOld)
            {
                byte[] padded = new Block().Raw(body).Pad(8).ToArray();
                block.U16(kind).U16(padded.Length).U32(0).Raw(padded);
            }
            else
            {
                block.Bytes((byte)kind).U16(body.Length).Bytes(0).Raw(body);
            }
        }

        return block.ToArray();
    }

    private void AddMembers(Hdf5Node node, List<(int, byte[])> messages)
    {
        (string Name, ulong Address)[] members =
        [
            .. node.Members.Select(member => (member.Name, Add(member.Node))).OrderBy(static member => member.Name, StringComparer.Ordinal),
        ];
        if (IsOld)
        {
            messages.Add((0x11, SymbolTable(members)));
        }
        else if (node.IsDense)
        {
            messages.Add((0x02, Heap([.. members.Select(static member => Link(member.Name, member.Address))])));
        }
        else
        {
            messages.Add((0x02, new Block().Bytes(0, 0).U64(Undefined).U64(Undefined).ToArray()));
            messages.AddRange(members.Select(static member => (0x06, Link(member.Name, member.Address))));
        }
    }

    private static byte[] Link(string name, ulong address) =>
        new Block().Bytes(1, 0, (byte)name.Length).Raw(Encoding.UTF8.GetBytes(name)).U64(address).ToArray();

    private byte[] SymbolTable((string Name, ulong Address)[] members)
    {
        var names = new Block().U64(0);
        var offsets = new List<ulong>();
        foreach ((string name, _) in members)
        {
            offsets.Add((ulong)names.Length);
            names.Raw(Encoding.UTF8.GetBytes(name)).Bytes(0).Pad(8);
        }

        ulong segment = Place(names.ToArray());
        ulong heap = Place(new Block().Raw("HEAP"u8).U32(0).U64((ulong)names.Length).U64(1).U64(segment).ToArray());

        // Eight to a node.
        var tree = new Block().Raw("TREE"u8).Bytes(0, 0).U16((members.Length + 7) / 8).U64(Undefined).U64(Undefined).U64(0);
        for (int first = 0; first < members.Length; first += 8)
        {
            int count = Math.Min(8, members.Length - first);
            var node = new Block().Raw("SNOD"u8).Bytes(1, 0).U16(count);
            for (int i = first; i < first + count; i++)
            {
                node.U64(offsets[i]).U64(members[i].Address).U32(0).U32(0).U64(0).U64(0);
            }

            tree.U64(Place(node.ToArray())).U64(offsets[first + count - 1]);
        }

        return new Block().U64(Place(tree.ToArray())).U64(heap).ToArray();
    }

    /// <summary>A heap with one block and a tree with one leaf.</summary>
    private byte[] Heap(byte[][] objects)
    {
        const int blockSize = 4096;
        var block = new Block().Raw("FHDB"u8).Bytes(0).U64(0).U32(0);
        var records = new Block();
        foreach (byte[] one in objects)
        {
            records.U32(0).Bytes(0).U32(block.Length).U16(one.Length);
            block.Raw(one);
        }

        ulong root = Place([.. block.ToArray(), .. new byte[blockSize - block.Length]]);
        var header = new Block().Raw("FRHP"u8).Bytes(0).U16(7).U16(0).Bytes(0).U32(4096).U64(0).U64(Undefined).U64(0).U64(Undefined);
        for (int i = 0; i < 8; i++)
        {
            header.U64(0);
        }

        ulong heap = Place(header.U16(4).U64(blockSize).U64(1 << 16).U16(32).U16(1).U64(root).U16(0).U32(0).ToArray());
        ulong leaf = Place(new Block().Raw("BTLF"u8).Bytes(0, 5).Raw(records.ToArray()).U32(0).ToArray());
        ulong tree = Place(new Block().Raw("BTHD"u8).Bytes(0, 5).U32(512).U16(11).U16(0).Bytes(100, 40).U64(leaf).U16(objects.Length)
            .U64((ulong)objects.Length).U32(0).ToArray());
        return new Block().Bytes(0, 0).U64(heap).U64(tree).ToArray();
    }

    private byte[] Attribute(string name, string[] texts, bool isVariable)
    {
        byte[][] encoded = [.. texts.Select(Encoding.UTF8.GetBytes)];
        int size = isVariable ? 16 : Math.Max(1, encoded.Select(static text => text.Length).DefaultIfEmpty(1).Max());
        var type = new Block();
        var data = new Block();
        if (isVariable)
        {
            type.Bytes(0x19, 1, 1, 0).U32(16).Bytes(0x10, 0, 0, 0).U32(1).U16(0).U16(8);
            foreach (byte[] text in encoded)
            {
                byte[] stored = new Block().U16(1).U16(1).U32(0).U64((ulong)text.Length).Raw(text).Pad(8).U64(0).U64(0).ToArray();
                ulong heap = Place([.. "GCOL"u8, 1, 0, 0, 0, .. new Block().U64((ulong)(stored.Length + 16)).ToArray(), .. stored]);
                data.U32(text.Length).U64(heap).U32(1);
            }
        }
        else
        {
            type.Bytes(0x13, 1, 0, 0).U32(size);
            foreach (byte[] text in encoded)
            {
                data.Raw(text).Raw(new byte[size - text.Length]);
            }
        }

        bool isScalar = texts.Length == 1 && isVariable;
        byte[] space = Space(isScalar ? [] : [texts.Length]);
        byte[] nameBytes = [.. Encoding.UTF8.GetBytes(name), 0];
        Block block = new Block().Bytes(IsOld ? (byte)1 : (byte)3, 0).U16(nameBytes.Length).U16(type.Length).U16(space.Length);
        int padding = IsOld ? 8 : 1;
        if (!IsOld)
        {
            block.Bytes(1);
        }

        return block.Raw(new Block().Raw(nameBytes).Pad(padding).ToArray()).Raw(type.Pad(padding).ToArray())
            .Raw(new Block().Raw(space).Pad(padding).ToArray()).Raw(data.ToArray()).ToArray();
    }

    private byte[] Space(int[] shape)
    {
        Block block = IsOld
            ? new Block().Bytes(1, (byte)shape.Length, 0, 0).U32(0)
            : new Block().Bytes(2, (byte)shape.Length, 0, shape.Length == 0 ? (byte)0 : (byte)1);
        foreach (int axis in shape)
        {
            block.U64((ulong)axis);
        }

        return block.ToArray();
    }

    private void AddData(Hdf5Node node, List<(int, byte[])> messages)
    {
        byte[] data = MemoryMarshal.AsBytes(node.Values.AsSpan()).ToArray();
        messages.Add((0x01, Space(node.Shape)));
        messages.Add((0x03, new Block().Bytes(0x11, 0x20, 0x1F, 0).U32(4).U16(0).U16(32).Bytes(23, 8, 0, 23).U32(127).ToArray()));
        switch (node.Storage)
        {
            case Hdf5Storage.Contiguous:
                messages.Add((0x08, new Block().Bytes(3, 1).U64(Place(data)).U64((ulong)data.Length).ToArray()));
                break;
            case Hdf5Storage.Compact:
                messages.Add((0x08, new Block().Bytes(3, 0).U16(data.Length).Raw(data).ToArray()));
                break;
            default:
                AddChunks(node, messages);
                break;
        }
    }

    private void AddChunks(Hdf5Node node, List<(int, byte[])> messages)
    {
        bool isFiltered = node.Storage is Hdf5Storage.ChunkTree or Hdf5Storage.SingleChunk or Hdf5Storage.FixedArray;
        int[] chunk = node.Storage == Hdf5Storage.SingleChunk ? node.Shape : [.. node.Shape.Select(static axis => (axis + 1) / 2)];
        (int[] Start, ulong Address, int Length)[] chunks = [.. Starts(node.Shape, chunk).Select(start =>
        {
            byte[] block = Cut(node, start, chunk);
            byte[] stored = isFiltered ? Deflate(Shuffle(block)) : block;

            // An index that only counts needs its blocks to follow each other.
            ulong address = node.Storage == Hdf5Storage.Implicit ? Append(stored) : Place(stored);
            return (start, address, stored.Length);
        })];
        var layout = new Block();
        if (node.Storage == Hdf5Storage.ChunkTree)
        {
            var tree = new Block().Raw("TREE"u8).Bytes(1, 0).U16(chunks.Length).U64(Undefined).U64(Undefined);
            foreach ((int[] start, ulong address, int length) in chunks)
            {
                tree.U32(length).U32(0);
                foreach (int axis in start)
                {
                    tree.U64((ulong)axis);
                }

                tree.U64(0).U64(address);
            }

            tree.U32(0).U32(0).Raw(new byte[8 * (node.Shape.Length + 1)]);
            layout.Bytes(3, 2, (byte)(node.Shape.Length + 1)).U64(Place(tree.ToArray()));
            foreach (int axis in chunk)
            {
                layout.U32(axis);
            }

            layout.U32(4);
        }
        else
        {
            layout.Bytes(4, 2, node.Storage == Hdf5Storage.SingleChunk ? (byte)2 : (byte)0, (byte)(node.Shape.Length + 1), 4);
            foreach (int axis in chunk)
            {
                layout.U32(axis);
            }

            layout.U32(4);
            switch (node.Storage)
            {
                case Hdf5Storage.SingleChunk:
                    layout.Bytes(1).U64((ulong)chunks[0].Length).U32(0).U64(chunks[0].Address);
                    break;
                case Hdf5Storage.Implicit:
                    layout.Bytes(2).U64(chunks[0].Address);
                    break;
                default:
                    var array = new Block().Raw("FADB"u8).Bytes(0, 1).U64(0);
                    foreach ((_, ulong address, int length) in chunks)
                    {
                        array.U64(address).U32(length).U32(0);
                    }

                    ulong block = Place(array.U32(0).ToArray());
                    layout.Bytes(3, 10).U64(Place(new Block().Raw("FAHD"u8).Bytes(0, 1, 16, 10).U64((ulong)chunks.Length).U64(block).U32(0).ToArray()));
                    break;
            }
        }

        messages.Add((0x08, layout.ToArray()));
        if (isFiltered)
        {
            messages.Add((0x0B, IsOld
                ? new Block().Bytes(1, 2).U16(0).U32(0).U16(2).U16(0).U16(1).U16(1).U32(4).U32(0).U16(1).U16(0).U16(1).U16(1).U32(6).U32(0).ToArray()
                : new Block().Bytes(2, 2).U16(2).U16(1).U16(1).U32(4).U16(1).U16(1).U16(1).U32(6).ToArray()));
        }
    }

    private ulong Append(byte[] bytes)
    {
        ulong address = (ulong)_file.Count;
        _file.AddRange(bytes);
        return address;
    }

    private static IEnumerable<int[]> Starts(int[] shape, int[] chunk)
    {
        int[] start = new int[shape.Length];
        while (true)
        {
            yield return [.. start];
            int axis = shape.Length - 1;
            for (; axis >= 0; axis--)
            {
                start[axis] += chunk[axis];
                if (start[axis] < shape[axis])
                {
                    break;
                }

                start[axis] = 0;
            }

            if (axis < 0)
            {
                yield break;
            }
        }
    }

    /// <summary>A block of a matrix or a vector, with zeros where it reaches beyond.</summary>
    private static byte[] Cut(Hdf5Node node, int[] start, int[] chunk)
    {
        (int rows, int columns) = node.Shape.Length == 2 ? (node.Shape[0], node.Shape[1]) : (1, node.Shape[0]);
        (int height, int width) = chunk.Length == 2 ? (chunk[0], chunk[1]) : (1, chunk[0]);
        (int top, int left) = start.Length == 2 ? (start[0], start[1]) : (0, start[0]);
        float[] block = new float[height * width];
        for (int row = 0; row < Math.Min(height, rows - top); row++)
        {
            for (int column = 0; column < Math.Min(width, columns - left); column++)
            {
                block[(row * width) + column] = node.Values![((top + row) * columns) + left + column];
            }
        }

        return MemoryMarshal.AsBytes(block.AsSpan()).ToArray();
    }

    private static byte[] Shuffle(byte[] block)
    {
        byte[] shuffled = new byte[block.Length];
        int count = block.Length / 4;
        for (int i = 0; i < block.Length; i++)
        {
            shuffled[((i % 4) * count) + (i / 4)] = block[i];
        }

        return shuffled;
    }

    private static byte[] Deflate(byte[] block)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal))
        {
            zlib.Write(block);
        }

        return packed.ToArray();
    }

    private sealed class Block
    {
        private readonly List<byte> _bytes = [];

        public int Length => _bytes.Count;

        public Block Bytes(params ReadOnlySpan<byte> bytes) => Raw(bytes);

        public Block Raw(ReadOnlySpan<byte> bytes)
        {
            _bytes.AddRange(bytes);
            return this;
        }

        public Block U16(int value) => Number((ulong)value, 2);

        public Block U32(int value) => Number((ulong)value, 4);

        public Block U64(ulong value) => Number(value, 8);

        public Block Pad(int multiple)
        {
            while (_bytes.Count % multiple != 0)
            {
                _bytes.Add(0);
            }

            return this;
        }

        public byte[] ToArray() => [.. _bytes];

        private Block Number(ulong value, int size)
        {
            Span<byte> bytes = stackalloc byte[8];
            BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
            return Raw(bytes[..size]);
        }
    }
}
