using System.ComponentModel;

namespace StaticNet.Kernels;

/// <summary>
/// The one memory layout of weights, activations and gradients: column panels. A matrix <c>[rows, columns]</c> is stored as panels of
/// 32 columns, <c>[panel][row][32]</c>; the last panel is 16 columns wide where at most 16 are left. Panel <c>p</c> starts at
/// <c>p·rows·32</c>. The columns that fill up the last panel are padding: zero in parameters, gradients of parameters and optimizer
/// state, anything at all in activations.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Panel
{
    /// <summary>Columns of every panel but perhaps the last.</summary>
    public const int Width = 32;

    /// <summary>Number of panels of a matrix of <paramref name="columns"/> columns.</summary>
    public static int Count(int columns) => (columns + Width - 1) / Width;

    /// <summary>Width of panel <paramref name="panel"/>: 32, or 16 for a last panel of at most 16 columns.</summary>
    public static int WidthOf(int panel, int columns) => columns - (panel * Width) <= Width / 2 ? Width / 2 : Width;

    /// <summary>Columns with padding: what one row of the matrix occupies.</summary>
    public static int PaddedColumns(int columns)
    {
        int rest = columns % Width;
        return columns - rest + (rest == 0 ? 0 : rest <= Width / 2 ? Width / 2 : Width);
    }

    /// <summary>Where element [<paramref name="row"/>, <paramref name="column"/>] of a matrix of <paramref name="rows"/> rows is stored.</summary>
    public static int Offset(int row, int column, int rows, int columns)
    {
        int panel = column / Width;
        return (panel * rows * Width) + (row * WidthOf(panel, columns)) + (column % Width);
    }
}
