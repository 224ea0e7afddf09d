namespace StaticNet;

/// <summary>The order in which one pass over a data set reads its rows.</summary>
/// <param name="Shuffle">Whether rows come in a random order; otherwise they come as they are stored.</param>
/// <param name="Seed">Seed of the random order; of no effect without <paramref name="Shuffle"/>.</param>
/// <param name="Epoch">
/// Number of the pass. Seed and epoch alone decide the order, so a training run that is resumed at epoch <c>n</c> reads what an
/// uninterrupted one would have read.
/// </param>
public readonly record struct BatchOrder(bool Shuffle, ulong Seed, int Epoch)
{
    /// <summary>Rows as they are stored.</summary>
    public static BatchOrder Sequential => default;
}
