namespace StaticNet.Importing.Hdf5;

/// <summary>Reads a member of a group of the new kind.</summary>
internal static class Hdf5Link
{
    public static (string Name, long Address) Read(Hdf5Content content, Hdf5Cursor cursor, string path)
    {
        int version = cursor.Byte();
        int flags = cursor.Byte();
        int kind = (flags & 0x08) != 0 ? cursor.Byte() : 0;
        cursor.Skip(((flags & 0x04) != 0 ? 8 : 0) + ((flags & 0x10) != 0 ? 1 : 0));
        string name = cursor.Text(cursor.Unsigned(1 << (flags & 3)));
        return version == 1 && kind == 0
            ? (name, cursor.DefinedAddress())
            : throw content.Unsupported($"'{name}' in '{path}' being a link to elsewhere (version {version}, kind {kind})");
    }
}
