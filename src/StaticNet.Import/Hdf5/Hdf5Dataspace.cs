namespace StaticNet.Importing.Hdf5;

/// <summary>The lengths of axes.</summary>
internal static class Hdf5Dataspace
{
    /// <summary>The format's own limit.</summary>
    private const int MaximumRank = 32;

    /// <summary>The shape: empty for a scalar.</summary>
    public static int[] Read(Hdf5Content content, ref Hdf5Cursor cursor)
    {
        int version = cursor.Byte();
        int rank = cursor.Byte();
        bool hasMaximum = (cursor.Byte() & 1) != 0;
        if (version is not (1 or 2) || rank > MaximumRank)
        {
            throw content.Invalid($"a shape has version {version} and rank {rank}");
        }

        int kind = cursor.Byte();
        if (version == 1)
        {
            cursor.Skip(4);
        }
        else if (kind == 2)
        {
            throw content.Unsupported("an empty value");
        }

        int[] shape = new int[rank];
        long count = 1;
        for (int axis = 0; axis < rank; axis++)
        {
            long length = cursor.Length();
            count = length > int.MaxValue || count * length > int.MaxValue
                ? throw content.Invalid($"a shape has more than {int.MaxValue} elements")
                : count * length;
            shape[axis] = (int)length;
        }

        cursor.Skip(hasMaximum ? (long)rank * content.LengthSize : 0);
        return shape;
    }
}
