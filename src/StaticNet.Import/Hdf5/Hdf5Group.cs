namespace StaticNet.Importing.Hdf5;

/// <summary>A group: named groups and data sets, and attributes.</summary>
internal sealed class Hdf5Group : Hdf5Object
{
    private readonly Dictionary<string, long> _members = new(StringComparer.Ordinal);

    public Hdf5Group(Hdf5Content content, Hdf5ObjectHeader header, string path)
        : base(content, header, path)
    {
        foreach ((string name, long address) in ReadMembers())
        {
            if (!_members.TryAdd(name, address))
            {
                throw content.Invalid($"group '{path}' has '{name}' twice");
            }
        }
    }

    /// <summary>Names of the members, as the file orders them: by name.</summary>
    public IReadOnlyCollection<string> Names => _members.Keys;

    /// <summary>A member, whichever it is; null if there is none of that name.</summary>
    public Hdf5Object? Find(string name)
    {
        if (!_members.TryGetValue(name, out long address))
        {
            return null;
        }

        string path = Path == "/" ? "/" + name : $"{Path}/{name}";
        Hdf5ObjectHeader header = Hdf5ObjectHeader.Read(Content, address, path);
        return header.Has(Hdf5MessageKind.Layout)
            ? new Hdf5Dataset(Content, header, path)
            : new Hdf5Group(Content, header, path);
    }

    /// <summary>The group at a path of names from here; null if there is none.</summary>
    public Hdf5Group? FindGroup(string path)
    {
        Hdf5Group? group = this;
        foreach (string name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            group = group?.Find(name) as Hdf5Group;
        }

        return group;
    }

    /// <summary>The data set at a path of names from here; null if there is none.</summary>
    public Hdf5Dataset? FindDataset(string path)
    {
        int last = path.LastIndexOf('/');
        Hdf5Group? group = last < 0 ? this : FindGroup(path[..last]);
        return group?.Find(path[(last + 1)..]) as Hdf5Dataset;
    }

    private IEnumerable<(string Name, long Address)> ReadMembers()
    {
        if (Header.Find(Hdf5MessageKind.SymbolTable) is { } table)
        {
            Hdf5Cursor cursor = Header.Open(table);
            (long tree, long heap) = (cursor.DefinedAddress(), cursor.DefinedAddress());
            return Hdf5SymbolTable.Read(Content, tree, heap, Path);
        }

        var members = new List<(string, long)>();
        foreach (Hdf5Message message in Header.Messages.Where(static message => message.Kind == Hdf5MessageKind.Link))
        {
            members.Add(Hdf5Link.Read(Content, Header.Open(message), Path));
        }

        if (Header.Find(Hdf5MessageKind.LinkInfo) is { } info)
        {
            Hdf5Cursor cursor = Header.Open(info);
            cursor.Skip(1);
            cursor.Skip((cursor.Byte() & 1) != 0 ? 8 : 0);
            if (cursor.Address() is { } heap)
            {
                const int hashBytes = 4;
                foreach ((long address, int length) in Hdf5FractalHeap.Objects(Content, heap, cursor.DefinedAddress(), hashBytes, Path))
                {
                    members.Add(Hdf5Link.Read(Content, Content.At(address, length, $"a link of '{Path}'"), Path));
                }
            }
        }

        return members;
    }
}
