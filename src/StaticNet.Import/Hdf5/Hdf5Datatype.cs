namespace StaticNet.Importing.Hdf5;

/// <summary>The type of an element.</summary>
/// <param name="Class">What it is.</param>
/// <param name="Size">Bytes.</param>
/// <param name="IsBigEndian">Whether a number's first byte counts most.</param>
/// <param name="IsSigned">Whether an integer has a sign.</param>
/// <param name="Name">Name of a number's type as files of weights have it, such as <c>float32</c>.</param>
internal sealed record Hdf5Datatype(Hdf5DataClass Class, int Size, bool IsBigEndian, bool IsSigned, string Name)
{
    public static Hdf5Datatype Read(Hdf5Content content, ref Hdf5Cursor cursor)
    {
        int classAndVersion = cursor.Byte();
        int bits = cursor.Byte();
        cursor.Skip(2);
        long size = cursor.UInt32();
        if (size is 0 or > int.MaxValue)
        {
            throw content.Invalid($"a type has elements of {size} bytes");
        }

        bool isBigEndian = (bits & 1) != 0;
        switch (classAndVersion & 0x0F)
        {
            case 0 when size is 1 or 2 or 4 or 8:
                bool isSigned = (bits & 8) != 0;
                return new Hdf5Datatype(Hdf5DataClass.Integer, (int)size, isBigEndian, isSigned, $"{(isSigned ? "" : "u")}int{8 * size}");
            case 1 when bits >> 6 == 0:
                return new Hdf5Datatype(Hdf5DataClass.Float, (int)size, isBigEndian, true, FloatName(content, ref cursor, size));
            case 3:
                return new Hdf5Datatype(Hdf5DataClass.FixedText, (int)size, false, false, "string");
            case 5 when size == 2:
                // How h5py stores what NumPy has no name for; an attribute says that it is a bfloat16.
                return new Hdf5Datatype(Hdf5DataClass.Opaque, 2, false, false, "opaque");
            case 9 when (bits & 0x0F) == 1:
                return new Hdf5Datatype(Hdf5DataClass.VariableText, (int)size, false, false, "string");
            default:
                throw content.Unsupported($"elements of class {classAndVersion & 0x0F} and {size} bytes");
        }
    }

    /// <summary>Converts numbers.</summary>
    public void Convert(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        Span<byte> element = stackalloc byte[Size];
        for (int i = 0; i < values.Length; i++)
        {
            bytes.Slice(i * Size, Size).CopyTo(element);
            if (IsBigEndian)
            {
                element.Reverse();
            }

            values[i] = ElementType.Number(Name, element);
        }
    }

    private static string FloatName(Hdf5Content content, ref Hdf5Cursor cursor, long size)
    {
        // First bit and bits of all, first bit and bits of exponent and of mantissa, bias.
        (int start, int bits) = (cursor.UInt16(), cursor.UInt16());
        (int exponentStart, int exponent, int mantissaStart, int mantissa) = (cursor.Byte(), cursor.Byte(), cursor.Byte(), cursor.Byte());
        return (size, start, bits, exponentStart, exponent, mantissaStart, mantissa, cursor.UInt32()) switch
        {
            (2, 0, 16, 10, 5, 0, 10, 15) => "float16",
            (2, 0, 16, 7, 8, 0, 7, 127) => "bfloat16",
            (4, 0, 32, 23, 8, 0, 23, 127) => "float32",
            (8, 0, 64, 52, 11, 0, 52, 1023) => "float64",
            _ => throw content.Unsupported($"numbers of {bits} bits with {exponent} bits of exponent and {mantissa} of mantissa"),
        };
    }
}
