namespace StaticNet.Importing.Hdf5;

/// <summary>Texts of any length stand in collections of objects that a file shares.</summary>
internal static class Hdf5GlobalHeap
{
    /// <summary>The text that an element refers to by length, address of a collection and number of an object.</summary>
    public static string Text(Hdf5Content content, Hdf5Cursor element, string path)
    {
        long length = element.UInt32();
        if (element.Address() is not { } address || length == 0)
        {
            return "";
        }

        long number = element.UInt32();
        string what = $"the heap that '{path}' refers to";
        Hdf5Cursor cursor = content.At(address, "GCOL"u8, what);
        cursor.Skip(4);
        long size = cursor.Length() - 8 - content.LengthSize;
        Hdf5Cursor objects = new(cursor.Bytes(size), content, what);
        while (objects.Remaining >= 8 + content.LengthSize)
        {
            content.CountStructure();
            int found = objects.UInt16();
            objects.Skip(6);
            long bytes = objects.Length();
            if (found == 0)
            {
                break;
            }

            if (found == number)
            {
                content.CountData(length);
                return length <= bytes
                    ? objects.Text(length)
                    : throw content.Invalid($"{what}: expected {length} bytes, found {bytes}");
            }

            objects.Skip(bytes > objects.Remaining ? bytes : (bytes + 7) / 8 * 8);
        }

        throw content.Invalid($"{what}: expected an object {number}, found none");
    }
}
