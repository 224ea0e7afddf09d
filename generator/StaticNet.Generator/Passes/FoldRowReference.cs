using StaticNet.Generator.Model;

namespace StaticNet;

/// <content>Where the compiler of networks packs to.</content>
internal static partial class FoldRowReference
{
    private static partial int Offset(int row, int column, int rows, int columns) => Panels.Offset(row, column, rows, columns);
}
