namespace StaticNet.Kernels;

/// <summary>What <see cref="ColumnSums"/> computes, plainly: row-major, in double.</summary>
internal static class ColumnSumsReference
{
    /// <summary><c>sums[c] = Σ dy[r, c]</c> of a matrix <c>[rows, columns]</c>.</summary>
    public static void Sum(ReadOnlySpan<float> dy, Span<double> sums, int rows, int columns)
    {
        sums.Clear();
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                sums[c] += dy[(r * columns) + c];
            }
        }
    }
}
