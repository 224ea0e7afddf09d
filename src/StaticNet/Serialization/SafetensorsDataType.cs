namespace StaticNet;

/// <summary>The names of the element types of safetensors files. A file may hold others; its tensors are listed, not read.</summary>
public static class SafetensorsDataType
{
    /// <summary>One byte, 0 or 1: <see cref="bool"/>.</summary>
    public const string Bool = "BOOL";

    /// <summary>Signed integer of 8 bits: <see cref="sbyte"/>.</summary>
    public const string I8 = "I8";

    /// <summary>Unsigned integer of 8 bits: <see cref="byte"/>.</summary>
    public const string U8 = "U8";

    /// <summary>Signed integer of 16 bits: <see cref="short"/>.</summary>
    public const string I16 = "I16";

    /// <summary>Unsigned integer of 16 bits: <see cref="ushort"/>.</summary>
    public const string U16 = "U16";

    /// <summary>Signed integer of 32 bits: <see cref="int"/>.</summary>
    public const string I32 = "I32";

    /// <summary>Unsigned integer of 32 bits: <see cref="uint"/>.</summary>
    public const string U32 = "U32";

    /// <summary>Signed integer of 64 bits: <see cref="long"/>.</summary>
    public const string I64 = "I64";

    /// <summary>Unsigned integer of 64 bits: <see cref="ulong"/>.</summary>
    public const string U64 = "U64";

    /// <summary>IEEE 754 number of 16 bits: <see cref="Half"/>.</summary>
    public const string F16 = "F16";

    /// <summary>IEEE 754 number of 32 bits: <see cref="float"/>.</summary>
    public const string F32 = "F32";

    /// <summary>IEEE 754 number of 64 bits: <see cref="double"/>.</summary>
    public const string F64 = "F64";

    /// <summary>Bytes of an element; null if the type is unknown here.</summary>
    internal static int? SizeOf(string dataType) => dataType switch
    {
        Bool or I8 or U8 => 1,
        I16 or U16 or F16 => 2,
        I32 or U32 or F32 => 4,
        I64 or U64 or F64 => 8,
        _ => null,
    };

    /// <summary>The element type that is stored as <typeparamref name="T"/>; null if there is none.</summary>
    internal static string? Of<T>()
        where T : unmanaged => default(T) switch
        {
            bool => Bool,
            sbyte => I8,
            byte => U8,
            short => I16,
            ushort => U16,
            int => I32,
            uint => U32,
            long => I64,
            ulong => U64,
            Half => F16,
            float => F32,
            double => F64,
            _ => null,
        };
}
