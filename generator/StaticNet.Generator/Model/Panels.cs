namespace StaticNet.Generator.Model;

/// <summary>The panel layout as the library has it: columns in panels of 32, a last one of at most 16 columns 16 wide.</summary>
internal static class Panels
{
    public const int Width = 32;

    public static int Count(int columns) => (columns + Width - 1) / Width;

    public static int PaddedColumns(int columns)
    {
        int rest = columns % Width;
        return checked(columns - rest + (rest == 0 ? 0 : LastWidth(columns)));
    }

    public static int LastWidth(int columns) => columns % Width is > 0 and <= Width / 2 ? Width / 2 : Width;

    /// <summary>Where an element of a matrix of <paramref name="rows"/> rows is stored.</summary>
    public static int Offset(int row, int column, int rows, int columns)
    {
        int panel = column / Width;
        int width = panel == Count(columns) - 1 ? LastWidth(columns) : Width;
        return (panel * rows * Width) + (row * width) + (column % Width);
    }

    public static int Padded(int count) => checked((count + 15) / 16 * 16);
}
