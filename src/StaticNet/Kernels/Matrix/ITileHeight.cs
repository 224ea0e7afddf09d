namespace StaticNet.Kernels;

/// <summary>How many rows of accumulators a register tile has, as a constant of its compiled code.</summary>
internal interface ITileHeight
{
    /// <summary>1 to 8.</summary>
    static abstract int Rows { get; }
}

internal readonly struct OneRow : ITileHeight
{
    public static int Rows => 1;
}

internal readonly struct TwoRows : ITileHeight
{
    public static int Rows => 2;
}

internal readonly struct ThreeRows : ITileHeight
{
    public static int Rows => 3;
}

internal readonly struct FourRows : ITileHeight
{
    public static int Rows => 4;
}

internal readonly struct FiveRows : ITileHeight
{
    public static int Rows => 5;
}

internal readonly struct SixRows : ITileHeight
{
    public static int Rows => 6;
}

internal readonly struct SevenRows : ITileHeight
{
    public static int Rows => 7;
}

internal readonly struct EightRows : ITileHeight
{
    public static int Rows => 8;
}
