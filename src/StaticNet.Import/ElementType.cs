using System.Buffers.Binary;

namespace StaticNet.Importing;

/// <summary>Numbers of all types that files of weights have, under one set of names, as floats.</summary>
internal static class ElementType
{
    /// <summary>Bytes of an element; null if the type is not known.</summary>
    public static int? SizeOf(string dataType) => dataType switch
    {
        "bool" or "int8" or "uint8" => 1,
        "int16" or "uint16" or "float16" or "bfloat16" => 2,
        "int32" or "uint32" or "float32" => 4,
        "int64" or "uint64" or "float64" => 8,
        _ => null,
    };

    /// <summary>An element, its bytes little-endian.</summary>
    public static float Number(string dataType, ReadOnlySpan<byte> element) => dataType switch
    {
        "float32" => BinaryPrimitives.ReadSingleLittleEndian(element),
        "float64" => (float)BinaryPrimitives.ReadDoubleLittleEndian(element),
        "float16" => (float)BinaryPrimitives.ReadHalfLittleEndian(element),
        "bfloat16" => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(element) << 16),
        "int8" => (sbyte)element[0],
        "uint8" or "bool" => element[0],
        "int16" => BinaryPrimitives.ReadInt16LittleEndian(element),
        "uint16" => BinaryPrimitives.ReadUInt16LittleEndian(element),
        "int32" => BinaryPrimitives.ReadInt32LittleEndian(element),
        "uint32" => BinaryPrimitives.ReadUInt32LittleEndian(element),
        "int64" => BinaryPrimitives.ReadInt64LittleEndian(element),
        _ => BinaryPrimitives.ReadUInt64LittleEndian(element),
    };

    /// <summary>All elements, little-endian.</summary>
    public static float[] ToFloats(string dataType, ReadOnlySpan<byte> bytes)
    {
        int size = SizeOf(dataType)!.Value;
        var values = new float[bytes.Length / size];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Number(dataType, bytes.Slice(i * size, size));
        }

        return values;
    }
}
