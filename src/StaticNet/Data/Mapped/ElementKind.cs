namespace StaticNet;

/// <summary>What kind of number a file stores.</summary>
internal enum ElementKind
{
    /// <summary>IEEE 754, of 32 or 64 bits.</summary>
    Floating,

    /// <summary>Two's complement.</summary>
    Signed,

    /// <summary>Zero or positive.</summary>
    Unsigned,
}
