using System.Runtime.InteropServices;

namespace StaticNet;

/// <summary>Lays rows out one after the other.</summary>
internal static class RowMajor
{
    public static float[] Flatten(float[,] rows, string name)
    {
        ArgumentNullException.ThrowIfNull(rows, name);
        if (rows.Length == 0)
        {
            throw new ArgumentException(
                $"Expected at least one row and one column, found [{rows.GetLength(0)}, {rows.GetLength(1)}].", name);
        }

        var flat = new float[rows.Length];
        MemoryMarshal.CreateReadOnlySpan(ref rows[0, 0], rows.Length).CopyTo(flat);
        return flat;
    }

    public static float[] Flatten(float[][] rows, string name)
    {
        ArgumentNullException.ThrowIfNull(rows, name);
        if (rows.Length == 0)
        {
            throw new ArgumentException("Expected at least one row, found none.", name);
        }

        int columns = rows[0]?.Length ?? 0;
        var flat = new float[checked(rows.Length * columns)];
        for (int row = 0; row < rows.Length; row++)
        {
            if (rows[row] is null)
            {
                throw new ArgumentException($"Row {row} is null.", name);
            }

            if (rows[row].Length != columns)
            {
                throw new ArgumentException(
                    $"Expected rows of one length, found {columns} values in row 0 and {rows[row].Length} in row {row}.", name);
            }

            rows[row].CopyTo(flat, row * columns);
        }

        return flat;
    }
}
