namespace StaticNet;

/// <summary>
/// Floats that are summed by themselves, so that several workers may share a sum out: sums of blocks are added in their order, whoever made
/// them, and so have the same bits for any number of workers.
/// </summary>
internal static class ArenaBlocks
{
    /// <summary>Floats of a block.</summary>
    public const int Length = 4096;

    /// <summary>Blocks of so many floats.</summary>
    public static int Count(int floats) => (floats + Length - 1) / Length;

    /// <summary>The blocks from one place to another, the last as long as is left.</summary>
    public static IEnumerable<(int Offset, int Length)> Between(int start, int end)
    {
        for (int offset = start; offset < end; offset += Length)
        {
            yield return (offset, Math.Min(Length, end - offset));
        }
    }
}
