namespace StaticNet;

/// <summary>Random orders, each decided by a seed and the number of a stream alone.</summary>
internal static class RowOrder
{
    /// <summary>Streams of the random generator that data sets draw from; initialisers and dropout draw from others.</summary>
    private const ulong ShuffleStreams = 0x5348_5546_0000_0000, SplitStream = 0x5350_4C49_5400_0000;

    public static ulong StreamOfEpoch(int epoch) => ShuffleStreams | (uint)epoch;

    public static ulong StreamOfSplit(int part) => SplitStream | (uint)part;

    /// <summary>
    /// Shuffles by the method of Fisher and Yates in Durstenfeld's form (Algorithm 235: Random permutation, CACM 7, 1964).
    /// </summary>
    public static void Shuffle(Span<int> values, ulong seed, ulong stream)
    {
        for (int last = values.Length - 1; last > 0; last--)
        {
            int other = Below(seed, stream, (ulong)last, last + 1);
            (values[last], values[other]) = (values[other], values[last]);
        }
    }

    /// <summary>A number in <c>[0, bound)</c>, hashed by the finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).</summary>
    private static int Below(ulong seed, ulong stream, ulong index, int bound)
    {
        ulong z = Mix(Mix(Mix(seed + 0x9E3779B97F4A7C15) + stream) + index);
        return (int)Math.BigMul(z, (ulong)bound, out _);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
