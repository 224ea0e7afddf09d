using System.ComponentModel;

namespace StaticNet.Kernels;

/// <summary>
/// Philox4x32-10, a counter-based random generator (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011).
/// A draw is a pure function of (seed, stream, index): no state, any order, any thread, the same bits on every platform.
/// </summary>
/// <remarks>
/// The key is the seed; the counter is the block number (low 64 bits) and the stream (high 64 bits); a block is four 32-bit words.
/// Draws of different sizes from one stream share these words, so a stream should serve one purpose.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Philox
{
    internal const uint Multiplier0 = 0xD251_1F53;
    internal const uint Multiplier1 = 0xCD9E_8D57;
    internal const uint KeyIncrement0 = 0x9E37_79B9;
    internal const uint KeyIncrement1 = 0xBB67_AE85;
    internal const int Rounds = 10;

    /// <summary>32 random bits: word <c>index mod 4</c> of block <c>index/4</c>.</summary>
    public static uint UInt32(ulong seed, ulong stream, ulong index)
    {
        (uint word0, uint word1, uint word2, uint word3) = Block(seed, stream, index / 4);
        return (index % 4) switch { 0 => word0, 1 => word1, 2 => word2, _ => word3 };
    }

    /// <summary>64 random bits: words <c>2·(index mod 2)</c> (the low half) and the next of block <c>index/2</c>.</summary>
    public static ulong UInt64(ulong seed, ulong stream, ulong index)
    {
        (ulong first, ulong second) = UInt64Pair(seed, stream, index / 2);
        return index % 2 == 0 ? first : second;
    }

    /// <summary>Uniform in [0, 1), a multiple of 2⁻²⁴: the high 24 bits of <see cref="UInt32"/>.</summary>
    public static float Uniform(ulong seed, ulong stream, ulong index) => (UInt32(seed, stream, index) >> 8) * (1f / (1 << 24));

    /// <summary>Uniform in [0, 1), a multiple of 2⁻⁵³: the high 53 bits of <see cref="UInt64"/>.</summary>
    public static double UniformDouble(ulong seed, ulong stream, ulong index) => ToUnitInterval(UInt64(seed, stream, index));

    /// <summary>
    /// Two independent standard normal values from block <paramref name="index"/>, by the method of Box and Muller (1958). At most 8.6 in
    /// magnitude. Computed with basic arithmetic alone, and so the same bits on every platform.
    /// </summary>
    public static (double First, double Second) NormalPair(ulong seed, ulong stream, ulong index)
    {
        (ulong first, ulong second) = UInt64Pair(seed, stream, index);
        double radius = Math.Sqrt(-2 * PortableMath.Log(1 - ToUnitInterval(first)));
        (double sine, double cosine) = PortableMath.SineCosineOfTurn(ToUnitInterval(second));
        return (radius * cosine, radius * sine);
    }

    /// <summary>A standard normal value: member <c>index mod 2</c> of <see cref="NormalPair"/> number <c>index/2</c>.</summary>
    public static double Normal(ulong seed, ulong stream, ulong index)
    {
        (double first, double second) = NormalPair(seed, stream, index / 2);
        return index % 2 == 0 ? first : second;
    }

    /// <summary>
    /// An integer in [0, <paramref name="bound"/>): the high word of <see cref="UInt64"/> times <paramref name="bound"/> (Lemire, 2019). No
    /// value is more than 2⁻³³ likelier than another, in relative terms.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bound"/> is not positive.</exception>
    public static int Below(ulong seed, ulong stream, ulong index, int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)Math.BigMul(UInt64(seed, stream, index), (ulong)bound, out _);
    }

    /// <summary>The four words of a block.</summary>
    internal static (uint Word0, uint Word1, uint Word2, uint Word3) Block(ulong seed, ulong stream, ulong block)
    {
        (uint key0, uint key1) = ((uint)seed, (uint)(seed >> 32));
        (uint word0, uint word1, uint word2, uint word3) = ((uint)block, (uint)(block >> 32), (uint)stream, (uint)(stream >> 32));
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * word0;
            ulong product1 = (ulong)Multiplier1 * word2;
            word0 = (uint)(product1 >> 32) ^ word1 ^ key0;
            word1 = (uint)product1;
            word2 = (uint)(product0 >> 32) ^ word3 ^ key1;
            word3 = (uint)product0;
            key0 += KeyIncrement0;
            key1 += KeyIncrement1;
        }

        return (word0, word1, word2, word3);
    }

    private static (ulong First, ulong Second) UInt64Pair(ulong seed, ulong stream, ulong block)
    {
        (uint word0, uint word1, uint word2, uint word3) = Block(seed, stream, block);
        return (word0 | ((ulong)word1 << 32), word2 | ((ulong)word3 << 32));
    }

    private static double ToUnitInterval(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));
}
