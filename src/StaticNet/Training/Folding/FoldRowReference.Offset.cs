using StaticNet.Kernels;

namespace StaticNet;

/// <content>Where the library packs to.</content>
internal static partial class FoldRowReference
{
    private static partial int Offset(int row, int column, int rows, int columns) => Panel.Offset(row, column, rows, columns);
}
