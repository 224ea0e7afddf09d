namespace StaticNet.Kernels;

/// <summary>One word of several Philox blocks at once: 32 bits in the low half of each 64-bit lane, the high halves anything.</summary>
/// <typeparam name="TSelf">The register type itself.</typeparam>
internal interface IPhiloxLanes<TSelf>
    where TSelf : struct, IPhiloxLanes<TSelf>
{
    /// <summary>Number of lanes, that is of blocks.</summary>
    static abstract int Count { get; }

    /// <summary>All lanes <paramref name="word"/>.</summary>
    static abstract TSelf Broadcast(ulong word);

    /// <summary>
    /// 64-bit block numbers from <paramref name="first"/> on. Even lanes hold the first half of them and odd lanes the second, which is
    /// what <see cref="StoreUniform"/> expects.
    /// </summary>
    static abstract TSelf Blocks(ulong first);

    /// <summary>The 64-bit products of the low halves.</summary>
    static abstract TSelf Product(TSelf x, TSelf y);

    /// <summary>The high half of every lane, moved to the low half.</summary>
    static abstract TSelf High(TSelf x);

    /// <summary>Lane-wise sum.</summary>
    static abstract TSelf operator +(TSelf x, TSelf y);

    /// <summary>Lane-wise exclusive or of three.</summary>
    static abstract TSelf Xor(TSelf x, TSelf y, TSelf z);

    /// <summary>
    /// Writes the words of all blocks, in order, as uniform values: <c>4·Count</c> floats, each the high 24 bits of a word times 2⁻²⁴.
    /// </summary>
    static abstract void StoreUniform(TSelf word0, TSelf word1, TSelf word2, TSelf word3, ref float destination, nuint offset);
}
