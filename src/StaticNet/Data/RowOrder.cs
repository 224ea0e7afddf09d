using StaticNet.Kernels;

namespace StaticNet;

/// <summary>Random orders, each decided by a seed and the number of a stream alone.</summary>
internal static class RowOrder
{
    /// <summary>Streams of the random generator that data sets draw from; initialisers and dropout draw from others.</summary>
    private const ulong ShuffleStreams = 0x5348_5546_0000_0000, SplitStream = 0x5350_4C49_5400_0000,
        BalanceStream = 0x4241_4C41_0000_0000;

    public static ulong StreamOfEpoch(int epoch) => ShuffleStreams | (uint)epoch;

    public static ulong StreamOfSplit(int part) => SplitStream | (uint)part;

    public static ulong StreamOfBalance(int part) => BalanceStream | (uint)part;

    /// <summary>
    /// Shuffles by the method of Fisher and Yates in Durstenfeld's form (Algorithm 235: Random permutation, CACM 7, 1964).
    /// </summary>
    public static void Shuffle(Span<int> values, ulong seed, ulong stream)
    {
        for (int last = values.Length - 1; last > 0; last--)
        {
            int other = Philox.Below(seed, stream, (ulong)last, last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }
}
