namespace StaticNet.Importing.Hdf5;

/// <summary>Reads the members of a group of the old kind: a tree of nodes, whose names stand in a heap.</summary>
internal static class Hdf5SymbolTable
{
    public static List<(string Name, long Address)> Read(Hdf5Content content, long tree, long heap, string path)
    {
        string what = $"the members of '{path}'";
        Hdf5Cursor cursor = content.At(heap, "HEAP"u8, what);
        cursor.Skip(4);
        long size = cursor.Length();
        _ = cursor.Length();
        long names = cursor.DefinedAddress();
        var members = new List<(string, long)>();
        ReadNode(content, tree, names, size, members, level: null, what);
        return members;
    }

    private static void ReadNode(
        Hdf5Content content, long address, long names, long nameBytes, List<(string Name, long Address)> members, int? level, string what)
    {
        Hdf5Cursor cursor = content.At(address, "TREE"u8, what);
        int kind = cursor.Byte();
        int found = cursor.Byte();
        if (kind != 0 || (level is { } expected && found != expected))
        {
            throw content.Invalid($"{what}: expected a node of members on level {level}, found kind {kind} on level {found}");
        }

        int entries = cursor.UInt16();
        _ = cursor.Address();
        _ = cursor.Address();
        for (int i = 0; i < entries; i++)
        {
            _ = cursor.Length();
            long child = cursor.DefinedAddress();
            if (found > 0)
            {
                ReadNode(content, child, names, nameBytes, members, found - 1, what);
            }
            else
            {
                ReadLeaf(content, child, names, nameBytes, members, what);
            }
        }
    }

    private static void ReadLeaf(
        Hdf5Content content, long address, long names, long nameBytes, List<(string Name, long Address)> members, string what)
    {
        const int symbolicLink = 2;
        const int scratchBytes = 16;
        Hdf5Cursor cursor = content.At(address, "SNOD"u8, what);
        cursor.Skip(2);
        int count = cursor.UInt16();
        for (int i = 0; i < count; i++)
        {
            content.CountStructure();
            long offset = cursor.DefinedAddress();
            long? header = cursor.Address();
            bool isLink = cursor.UInt32() == symbolicLink;
            cursor.Skip(4 + scratchBytes);
            if (offset >= nameBytes)
            {
                throw content.Invalid($"{what}: expected a name within the {nameBytes} bytes of names, found it at {offset}");
            }

            string name = content.At(names + offset, nameBytes - offset, what).TerminatedText();
            if (isLink || header is null)
            {
                throw content.Unsupported($"'{name}' among {what} being a link to elsewhere");
            }

            members.Add((name, header.Value));
        }
    }
}
