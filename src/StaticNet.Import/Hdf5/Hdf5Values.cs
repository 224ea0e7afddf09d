namespace StaticNet.Importing.Hdf5;

/// <summary>What a data set or an attribute holds: a shape, a type, and bytes to be taken as numbers or text.</summary>
internal sealed class Hdf5Values(Hdf5Content content, string path, Hdf5Datatype type, int[] shape, Func<ReadOnlyMemory<byte>> read)
{
    /// <summary>Where it stands in the file.</summary>
    public string Path { get; } = path;

    /// <summary>Length of each axis; empty for a scalar.</summary>
    public int[] Shape { get; } = shape;

    /// <summary>Type of an element.</summary>
    public Hdf5Datatype Type { get; } = type;

    /// <summary>Number of elements.</summary>
    public int Count => Shape.Aggregate(1, static (product, axis) => product * axis);

    /// <summary>All numbers, row-major.</summary>
    /// <param name="isBFloat16">Whether two bytes of no known type are a <c>bfloat16</c>.</param>
    public float[] ToFloats(bool isBFloat16 = false)
    {
        Hdf5Datatype numbers = Type.Class == Hdf5DataClass.Opaque && isBFloat16
            ? new Hdf5Datatype(Hdf5DataClass.Float, 2, false, true, "bfloat16")
            : Type;
        if (numbers.Class is not (Hdf5DataClass.Float or Hdf5DataClass.Integer))
        {
            throw content.Invalid($"'{Path}': expected numbers, found elements of type {numbers.Name}");
        }

        ReadOnlyMemory<byte> bytes = Bytes();
        content.CountData((long)Count * sizeof(float));
        var values = new float[Count];
        numbers.Convert(bytes.Span, values);
        return values;
    }

    /// <summary>All texts, in order.</summary>
    public string[] ToTexts()
    {
        if (Type.Class is not (Hdf5DataClass.FixedText or Hdf5DataClass.VariableText))
        {
            throw content.Invalid($"'{Path}': expected text, found elements of type {Type.Name}");
        }

        ReadOnlySpan<byte> bytes = Bytes().Span;
        content.CountData(Count);
        var texts = new string[Count];
        for (int i = 0; i < texts.Length; i++)
        {
            ReadOnlySpan<byte> element = bytes.Slice(i * Type.Size, Type.Size);
            content.CountData(Type.Size);
            texts[i] = Type.Class == Hdf5DataClass.FixedText
                ? Hdf5Cursor.TextOf(element).TrimEnd(' ')
                : Hdf5GlobalHeap.Text(content, new Hdf5Cursor(element, content, $"'{Path}'"), Path);
        }

        return texts;
    }

    private ReadOnlyMemory<byte> Bytes()
    {
        ReadOnlyMemory<byte> bytes = read();
        long expected = (long)Count * Type.Size;
        return bytes.Length >= expected
            ? bytes
            : throw content.Invalid($"'{Path}': expected {expected} bytes of data, found {bytes.Length}");
    }
}
