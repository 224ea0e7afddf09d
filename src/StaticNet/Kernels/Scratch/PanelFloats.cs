using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>A value of single precision for every column of a panel, on the stack.</summary>
[InlineArray(Panel.Width)]
internal struct PanelFloats
{
    private float _first;
}
