using System.Buffers.Binary;

namespace StaticNet;

/// <summary>How a file stores a number.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Size">Bytes of it.</param>
/// <param name="BigEndian">Whether the highest byte comes first.</param>
internal readonly record struct ElementType(ElementKind Kind, int Size, bool BigEndian)
{
    /// <summary>Whether it can be a label.</summary>
    public bool IsInteger => Kind != ElementKind.Floating;

    public override string ToString() => $"{Kind switch { ElementKind.Floating => "float", ElementKind.Signed => "int", _ => "uint" }}{8 * Size}";

    /// <summary>Reads numbers as floats; integers beyond 2²⁴ and doubles are rounded.</summary>
    public void ToSingles(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> element = bytes.Slice(i * Size, Size);
            values[i] = Kind switch
            {
                ElementKind.Floating when Size == sizeof(float) =>
                    BigEndian ? BinaryPrimitives.ReadSingleBigEndian(element) : BinaryPrimitives.ReadSingleLittleEndian(element),
                ElementKind.Floating =>
                    (float)(BigEndian ? BinaryPrimitives.ReadDoubleBigEndian(element) : BinaryPrimitives.ReadDoubleLittleEndian(element)),
                ElementKind.Unsigned when Size == 1 => element[0],
                ElementKind.Unsigned => ToUnsigned(element),
                _ => ToSigned(element),
            };
        }
    }

    /// <summary>Reads an integer; one that no label can be becomes −1.</summary>
    public int ToLabel(ReadOnlySpan<byte> element)
    {
        ulong value = Kind == ElementKind.Unsigned ? ToUnsigned(element) : unchecked((ulong)ToSigned(element));
        return value <= int.MaxValue ? (int)value : -1;
    }

    private ulong ToUnsigned(ReadOnlySpan<byte> element)
    {
        ulong value = 0;
        for (int i = 0; i < element.Length; i++)
        {
            value = (value << 8) | element[BigEndian ? i : element.Length - 1 - i];
        }

        return value;
    }

    private long ToSigned(ReadOnlySpan<byte> element)
    {
        int unused = 8 * (sizeof(long) - Size);
        return (long)(ToUnsigned(element) << unused) >> unused;
    }
}
