namespace StaticNet.Kernels;

/// <summary>Half a panel's width, as a constant of compiled code: how far apart the two outputs of a pair are.</summary>
internal interface IPanelHalf
{
    /// <summary>16 or 8.</summary>
    static abstract int Columns { get; }
}

internal readonly struct HalfOf32 : IPanelHalf
{
    public static int Columns => 16;
}

internal readonly struct HalfOf16 : IPanelHalf
{
    public static int Columns => 8;
}
