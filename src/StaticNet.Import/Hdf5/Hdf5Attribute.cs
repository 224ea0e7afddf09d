namespace StaticNet.Importing.Hdf5;

/// <summary>Reads the message of an attribute.</summary>
internal static class Hdf5Attribute
{
    /// <summary>The name, and the value, which is taken apart when it is asked for: one of an unknown type is in nobody's way.</summary>
    public static (string Name, Func<Hdf5Values> Values) Read(Hdf5Content content, long address, int length, Hdf5Cursor cursor, string path)
    {
        int version = cursor.Byte();
        int flags = cursor.Byte();
        (int nameSize, int typeSize, int spaceSize) = (cursor.UInt16(), cursor.UInt16(), cursor.UInt16());
        cursor.Skip(version == 3 ? 1 : 0);

        // The first version pads its parts to multiples of 8.
        int Padded(int size) => version == 1 ? (size + 7) / 8 * 8 : size;
        string name = cursor.Text(Padded(nameSize));
        string what = $"attribute '{name}' of '{path}'";
        long types = address + length - cursor.Remaining;
        long spaces = types + Padded(typeSize);
        long data = spaces + Padded(spaceSize);
        return (name, Parse);

        Hdf5Values Parse()
        {
            if (version is < 1 or > 3 || (version > 1 && flags != 0))
            {
                throw content.Unsupported($"{what} of version {version} and flags {flags}");
            }

            Hdf5Cursor type = content.At(types, typeSize, what);
            Hdf5Cursor space = content.At(spaces, spaceSize, what);
            return new Hdf5Values(
                content,
                $"{path}@{name}",
                Hdf5Datatype.Read(content, ref type),
                Hdf5Dataspace.Read(content, ref space),
                () => content.Slice(data, address + length - data, what));
        }
    }
}
