using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>A value of double precision for every column of a panel, on the stack.</summary>
[InlineArray(Panel.Width)]
internal struct PanelDoubles
{
    private double _first;
}
