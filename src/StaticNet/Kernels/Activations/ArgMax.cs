using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>The class of each row: where its largest value stands.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ArgMax
{
    /// <summary>
    /// The column of the largest value of every row; the first of equals. A NaN counts as largest, so the first NaN wins and a broken
    /// row cannot pass for a sound one.
    /// </summary>
    /// <param name="logits">All panels of <c>[rows, columns]</c>.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns, at least 1.</param>
    /// <param name="classes">Receives the columns, one a row; at least <paramref name="rows"/> long.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(ref readonly float logits, int rows, int columns, Span<int> classes)
    {
        for (int row = 0; row < rows; row++)
        {
            classes[row] = Row(in logits, row, rows, columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Row(ref readonly float logits, int row, int rows, int columns)
    {
        int best = 0;
        float largest = float.NegativeInfinity;
        for (int start = 0; start < columns; start += Panel.Width)
        {
            int offset = Panel.Offset(row, start, rows, columns);
            int end = Math.Min(columns - start, Panel.Width);
            for (int column = 0; column < end; column++)
            {
                float value = Unsafe.Add(ref Unsafe.AsRef(in logits), (nuint)(offset + column));
                if (float.IsNaN(value))
                {
                    return start + column;
                }

                if (value > largest)
                {
                    largest = value;
                    best = start + column;
                }
            }
        }

        return best;
    }
}
