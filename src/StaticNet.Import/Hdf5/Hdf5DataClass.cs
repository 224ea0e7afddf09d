namespace StaticNet.Importing.Hdf5;

/// <summary>The classes of types that are read.</summary>
internal enum Hdf5DataClass
{
    /// <summary>A whole number of 1, 2, 4 or 8 bytes.</summary>
    Integer,

    /// <summary>A floating-point number.</summary>
    Float,

    /// <summary>Text of a fixed number of bytes.</summary>
    FixedText,

    /// <summary>Text of any length, which stands in a heap.</summary>
    VariableText,

    /// <summary>Two bytes whose meaning an attribute gives.</summary>
    Opaque,
}
