namespace StaticNet.Importing.Hdf5;

/// <summary>The messages of a group's or data set's header, of version 1 or 2, with all blocks it goes on in.</summary>
internal sealed class Hdf5ObjectHeader
{
    private readonly List<Hdf5Message> _messages = [];
    private readonly Hdf5Content _content;
    private readonly string _what;

    private Hdf5ObjectHeader(Hdf5Content content, string path)
    {
        _content = content;
        _what = $"the header of '{path}'";
    }

    public IReadOnlyList<Hdf5Message> Messages => _messages;

    public static Hdf5ObjectHeader Read(Hdf5Content content, long address, string path)
    {
        content.CountStructure();
        var header = new Hdf5ObjectHeader(content, path);
        if (content.At(address, header._what).Byte() == 1)
        {
            header.ReadFirstVersion(address);
        }
        else
        {
            header.ReadSecondVersion(address);
        }

        return header;
    }

    public bool Has(Hdf5MessageKind kind) => _messages.Exists(message => message.Kind == kind);

    /// <summary>The message of that kind; null if there is none.</summary>
    public Hdf5Message? Find(Hdf5MessageKind kind)
    {
        int index = _messages.FindIndex(message => message.Kind == kind);
        return index < 0 ? null : _messages[index];
    }

    /// <summary>Reads a message.</summary>
    public Hdf5Cursor Open(Hdf5Message message) => message.IsShared
        ? throw _content.Unsupported($"a shared {message.Kind} in {_what}")
        : _content.At(message.Address, message.Length, _what);

    private void ReadFirstVersion(long address)
    {
        Hdf5Cursor cursor = _content.At(address, _what);
        cursor.Skip(8);
        long length = cursor.UInt32();
        const int prefix = 16;
        ReadBlocks(address + prefix, length, (start, size) => ReadMessages(start, size, isFirstVersion: true, hasOrder: false));
    }

    private void ReadSecondVersion(long address)
    {
        Hdf5Cursor cursor = _content.At(address, "OHDR"u8, _what);
        int version = cursor.Byte();
        if (version != 2)
        {
            throw _content.Unsupported($"version {version} of {_what}");
        }

        int flags = cursor.Byte();
        cursor.Skip(((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0));
        long length = cursor.Unsigned(1 << (flags & 3));
        long start = _content.Length - cursor.Remaining;
        bool hasOrder = (flags & 4) != 0;
        bool isFirst = true;
        ReadBlocks(start, length, (from, size) =>
        {
            // All blocks but the first stand between a signature and a checksum.
            if (!isFirst)
            {
                _content.At(from, size, _what).Expect("OCHK"u8);
            }

            ReadMessages(isFirst ? from : from + 4, isFirst ? size : size - 8, isFirstVersion: false, hasOrder);
            isFirst = false;
        });
    }

    /// <summary>Reads the first block and all that continuation messages name.</summary>
    private void ReadBlocks(long start, long length, Action<long, long> read)
    {
        read(start, length);
        for (int i = 0; i < _messages.Count; i++)
        {
            if (_messages[i].Kind == Hdf5MessageKind.Continuation)
            {
                _content.CountStructure();
                Hdf5Cursor cursor = Open(_messages[i]);
                read(cursor.DefinedAddress(), cursor.Length());
            }
        }
    }

    private void ReadMessages(long start, long length, bool isFirstVersion, bool hasOrder)
    {
        int prefix = isFirstVersion ? 8 : hasOrder ? 6 : 4;
        Hdf5Cursor cursor = _content.At(start, length, _what);
        while (cursor.Remaining >= prefix)
        {
            int kind = isFirstVersion ? cursor.UInt16() : cursor.Byte();
            int size = cursor.UInt16();
            int flags = cursor.Byte();
            cursor.Skip(isFirstVersion ? 3 : hasOrder ? 2 : 0);
            long address = start + length - cursor.Remaining;
            cursor.Skip(size);
            if (kind != (int)Hdf5MessageKind.None)
            {
                _content.CountStructure();
                _messages.Add(new Hdf5Message((Hdf5MessageKind)kind, (flags & 2) != 0, address, size));
            }
        }
    }
}
