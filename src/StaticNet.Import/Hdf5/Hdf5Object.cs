namespace StaticNet.Importing.Hdf5;

/// <summary>A group or a data set: what both have, a path and attributes.</summary>
internal abstract class Hdf5Object(Hdf5Content content, Hdf5ObjectHeader header, string path)
{
    private Dictionary<string, Func<Hdf5Values>>? _attributes;

    /// <summary>Where it stands in the file, such as <c>/layers/dense</c>.</summary>
    public string Path { get; } = path;

    protected Hdf5Content Content { get; } = content;

    protected Hdf5ObjectHeader Header { get; } = header;

    /// <summary>An attribute; null if there is none of that name.</summary>
    public Hdf5Values? Attribute(string name) => (_attributes ??= ReadAttributes()).GetValueOrDefault(name)?.Invoke();

    private Dictionary<string, Func<Hdf5Values>> ReadAttributes()
    {
        var attributes = new Dictionary<string, Func<Hdf5Values>>(StringComparer.Ordinal);
        foreach (Hdf5Message message in Header.Messages.Where(static message => message.Kind == Hdf5MessageKind.Attribute))
        {
            Add(message.Address, message.Length, Header.Open(message));
        }

        if (Header.Find(Hdf5MessageKind.AttributeInfo) is { } info)
        {
            Hdf5Cursor cursor = Header.Open(info);
            cursor.Skip(1);
            cursor.Skip((cursor.Byte() & 1) != 0 ? 2 : 0);
            if (cursor.Address() is { } heap)
            {
                foreach ((long address, int length) in Hdf5FractalHeap.Objects(Content, heap, cursor.DefinedAddress(), 0, Path))
                {
                    Add(address, length, Content.At(address, length, $"an attribute of '{Path}'"));
                }
            }
        }

        return attributes;

        void Add(long address, int length, Hdf5Cursor cursor)
        {
            (string name, Func<Hdf5Values> values) = Hdf5Attribute.Read(Content, address, length, cursor, Path);
            attributes[name] = values;
        }
    }
}
