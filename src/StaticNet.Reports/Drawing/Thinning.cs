namespace StaticNet.Reports.Drawing;

/// <summary>
/// Leaves out points that a picture cannot show: of all points in a column of pixels, the first, the smallest, the largest and the last
/// remain, so that the line looks as it would with all of them, peaks included.
/// </summary>
internal static class Thinning
{
    /// <summary>Indexes of the points that remain, in order. Gaps remain gaps.</summary>
    /// <param name="x">Pixels from left to right; NaN where there is a gap.</param>
    /// <param name="y">Pixels; NaN where there is a gap.</param>
    public static List<int> Columns(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var kept = new List<int>();
        int i = 0;
        while (i < x.Length)
        {
            if (IsGap(x, y, i))
            {
                kept.Add(i);
                do
                {
                    i++;
                }
                while (i < x.Length && IsGap(x, y, i));

                continue;
            }

            double column = Math.Floor(x[i]);
            (int first, int lowest, int highest) = (i, i, i);
            for (i++; i < x.Length && !IsGap(x, y, i) && Math.Floor(x[i]) == column; i++)
            {
                lowest = y[i] < y[lowest] ? i : lowest;
                highest = y[i] > y[highest] ? i : highest;
            }

            AddInOrder(kept, first, Math.Min(lowest, highest), Math.Max(lowest, highest), i - 1);
        }

        return kept;
    }

    /// <summary>Indexes of points of a cloud of which no two share a square of <paramref name="size"/> pixels.</summary>
    public static List<int> Squares(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double size)
    {
        var kept = new List<int>();
        var taken = new HashSet<(long, long)>();
        for (int i = 0; i < x.Length; i++)
        {
            if (!IsGap(x, y, i) && taken.Add(((long)Math.Floor(x[i] / size), (long)Math.Floor(y[i] / size))))
            {
                kept.Add(i);
            }
        }

        return kept;
    }

    private static bool IsGap(ReadOnlySpan<double> x, ReadOnlySpan<double> y, int i) => double.IsNaN(x[i]) || double.IsNaN(y[i]);

    private static void AddInOrder(List<int> kept, params ReadOnlySpan<int> indexes)
    {
        int last = -1;
        foreach (int index in indexes)
        {
            if (index != last)
            {
                kept.Add(index);
                last = index;
            }
        }
    }
}
