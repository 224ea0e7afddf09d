namespace StaticNet.Importing.Hdf5;

/// <summary>A data set: an array of elements and attributes.</summary>
internal sealed class Hdf5Dataset : Hdf5Object
{
    private readonly Hdf5Filters _filters;

    public Hdf5Dataset(Hdf5Content content, Hdf5ObjectHeader header, string path)
        : base(content, header, path)
    {
        if (header.Has(Hdf5MessageKind.ExternalFiles))
        {
            throw content.Unsupported($"'{path}' in another file");
        }

        Hdf5Cursor types = Required(Hdf5MessageKind.Datatype);
        Hdf5Cursor spaces = Required(Hdf5MessageKind.Dataspace);
        _filters = header.Find(Hdf5MessageKind.Filters) is { } message
            ? Hdf5Filters.Parse(content, header.Open(message), path)
            : Hdf5Filters.None;
        Values = new Hdf5Values(content, path, Hdf5Datatype.Read(content, ref types), Hdf5Dataspace.Read(content, ref spaces), ReadData);
    }

    /// <summary>What it holds.</summary>
    public Hdf5Values Values { get; }

    private Hdf5Cursor Required(Hdf5MessageKind kind) => Header.Open(
        Header.Find(kind) ?? throw Content.Invalid($"'{Path}' has no {kind}"));

    private ReadOnlyMemory<byte> ReadData()
    {
        Hdf5Message message = Header.Find(Hdf5MessageKind.Layout)!.Value;
        Hdf5Cursor cursor = Header.Open(message);
        int version = cursor.Byte();
        if (version is not (3 or 4))
        {
            throw Content.Unsupported($"a layout of version {version} at '{Path}'");
        }

        int kind = cursor.Byte();
        long expected = (long)Values.Count * Values.Type.Size;
        switch (kind)
        {
            case 0:
                int length = cursor.UInt16();
                return Content.Slice(message.Address + message.Length - cursor.Remaining, length, $"'{Path}'");
            case 1:
                long? address = cursor.Address();
                long size = cursor.Length();
                return expected == 0 ? ReadOnlyMemory<byte>.Empty
                    : address is null ? throw Content.Unsupported($"'{Path}' never having been written")
                    : Content.Slice(address.Value, size, $"'{Path}'");
            case 2:
                Hdf5ChunkIndex index = version == 3
                    ? Hdf5ChunkIndex.Parse(Content, ref cursor, Values, Path)
                    : Hdf5ChunkIndex.ParseNew(Content, ref cursor, Values, _filters, Path);
                return Hdf5Chunks.Assemble(Content, index, Values, _filters);
            default:
                throw Content.Unsupported($"a layout of class {kind} at '{Path}'");
        }
    }
}
