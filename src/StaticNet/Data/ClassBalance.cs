namespace StaticNet;

/// <summary>Draws as many rows of every class.</summary>
internal static class ClassBalance
{
    /// <summary>The indices of the rows drawn, in random order.</summary>
    public static int[] Draw(ReadOnlySpan<int> labels, int classCount, Balancing balancing, ulong seed)
    {
        if (!Enum.IsDefined(balancing))
        {
            throw new ArgumentOutOfRangeException(nameof(balancing), balancing, "Expected Balancing.Oversample or Balancing.Undersample.");
        }

        List<int>[] rowsOf = [.. Enumerable.Range(0, classCount).Select(static _ => new List<int>())];
        for (int row = 0; row < labels.Length; row++)
        {
            rowsOf[labels[row]].Add(row);
        }

        int[] sizes = [.. rowsOf.Where(static rows => rows.Count > 0).Select(static rows => rows.Count)];
        int wanted = sizes.Length == 0 ? 0 : balancing == Balancing.Oversample ? sizes.Max() : sizes.Min();
        var drawn = new List<int>();
        for (int label = 0; label < classCount; label++)
        {
            int[] rows = [.. rowsOf[label]];
            RowOrder.Shuffle(rows, seed, RowOrder.StreamOfBalance(label));
            for (int i = 0; i < wanted && rows.Length > 0; i++)
            {
                drawn.Add(rows[i % rows.Length]);
            }
        }

        int[] order = [.. drawn];
        RowOrder.Shuffle(order, seed, RowOrder.StreamOfBalance(classCount));
        return order;
    }
}
