namespace StaticNet.Kernels;

/// <summary>The width of a panel as a constant of compiled code.</summary>
internal interface IPanelWidth
{
    /// <summary>16 or 32.</summary>
    static abstract int Columns { get; }
}

internal readonly struct FullPanel : IPanelWidth
{
    public static int Columns => Panel.Width;
}

internal readonly struct HalfPanel : IPanelWidth
{
    public static int Columns => Panel.Width / 2;
}
