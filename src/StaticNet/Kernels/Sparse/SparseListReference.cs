namespace StaticNet.Kernels;

/// <summary>What <see cref="SparseRows"/> and <see cref="SparseColumns"/> hold, plainly: row, column and value of each entry, in order.</summary>
internal static class SparseListReference
{
    /// <summary>The entries by blocks of <paramref name="blockColumns"/> columns, in a block by rows.</summary>
    public static (int Row, int Column, float Value)[] ByRow(ReadOnlySpan<float> x, int rows, int columns, int blockColumns)
    {
        var entries = new List<(int, int, float)>();
        for (int first = 0; first < columns; first += blockColumns)
        {
            for (int row = 0; row < rows; row++)
            {
                for (int column = first; column < Math.Min(first + blockColumns, columns); column++)
                {
                    float value = x[(row * columns) + column];
                    if (value != 0)
                    {
                        entries.Add((row, column, value));
                    }
                }
            }
        }

        return [.. entries];
    }

    /// <summary>The entries by columns.</summary>
    public static (int Row, int Column, float Value)[] ByColumn(ReadOnlySpan<float> x, int rows, int columns)
    {
        var entries = new List<(int, int, float)>();
        for (int column = 0; column < columns; column++)
        {
            for (int row = 0; row < rows; row++)
            {
                float value = x[(row * columns) + column];
                if (value != 0)
                {
                    entries.Add((row, column, value));
                }
            }
        }

        return [.. entries];
    }
}
