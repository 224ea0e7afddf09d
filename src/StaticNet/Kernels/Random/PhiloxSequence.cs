using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>Many consecutive draws of a stream at once: the same values as <see cref="Philox.Uniform"/>, bit for bit.</summary>
internal static class PhiloxSequence
{
    /// <summary>The number of values in <see cref="Uniform"/> is a multiple of this.</summary>
    public const int Granularity = 64;

    /// <summary>Writes the uniform draws <c>4·firstBlock</c>, <c>4·firstBlock + 1</c>, ....</summary>
    /// <param name="destination"><paramref name="count"/> values, overwritten.</param>
    /// <param name="count">Number of values, a multiple of <see cref="Granularity"/>.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="firstBlock">The block of the first draw.</param>
    public static void Uniform(ref float destination, int count, ulong seed, ulong stream, ulong firstBlock)
    {
        if (PhiloxLanes512.IsSupported)
        {
            UniformRun<PhiloxLanes512>(ref destination, count, seed, stream, firstBlock);
        }
        else if (PhiloxLanes256.IsSupported)
        {
            UniformRun<PhiloxLanes256>(ref destination, count, seed, stream, firstBlock);
        }
        else
        {
            UniformRun<PhiloxLanes128>(ref destination, count, seed, stream, firstBlock);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void UniformRun<TLanes>(ref float destination, int count, ulong seed, ulong stream, ulong firstBlock)
        where TLanes : struct, IPhiloxLanes<TLanes>
    {
        TLanes multiplier0 = TLanes.Broadcast(Philox.Multiplier0);
        TLanes multiplier1 = TLanes.Broadcast(Philox.Multiplier1);
        TLanes increment0 = TLanes.Broadcast(Philox.KeyIncrement0);
        TLanes increment1 = TLanes.Broadcast(Philox.KeyIncrement1);
        TLanes streamLow = TLanes.Broadcast(stream);
        TLanes streamHigh = TLanes.High(streamLow);
        nuint group = 4 * (nuint)TLanes.Count;
        for (nuint i = 0; i < (nuint)count; i += 2 * group)
        {
            // Two groups of blocks, a and b, hide each other's latencies and share the keys.
            TLanes a0 = TLanes.Blocks(firstBlock + (i / 4));
            TLanes b0 = TLanes.Blocks(firstBlock + ((i + group) / 4));
            (TLanes a1, TLanes a2, TLanes a3) = (TLanes.High(a0), streamLow, streamHigh);
            (TLanes b1, TLanes b2, TLanes b3) = (TLanes.High(b0), streamLow, streamHigh);
            TLanes key0 = TLanes.Broadcast(seed);
            TLanes key1 = TLanes.Broadcast(seed >> 32);
            for (int round = 0; round < Philox.Rounds; round++)
            {
                Round(ref a0, ref a1, ref a2, ref a3, multiplier0, multiplier1, key0, key1);
                Round(ref b0, ref b1, ref b2, ref b3, multiplier0, multiplier1, key0, key1);
                key0 += increment0;
                key1 += increment1;
            }

            TLanes.StoreUniform(a0, a1, a2, a3, ref destination, i);
            TLanes.StoreUniform(b0, b1, b2, b3, ref destination, i + group);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round<TLanes>(
        ref TLanes word0,
        ref TLanes word1,
        ref TLanes word2,
        ref TLanes word3,
        TLanes multiplier0,
        TLanes multiplier1,
        TLanes key0,
        TLanes key1)
        where TLanes : struct, IPhiloxLanes<TLanes>
    {
        TLanes product0 = TLanes.Product(multiplier0, word0);
        TLanes product1 = TLanes.Product(multiplier1, word2);
        word0 = TLanes.Xor(TLanes.High(product1), word1, key0);
        word1 = product1;
        word2 = TLanes.Xor(TLanes.High(product0), word3, key1);
        word3 = product0;
    }
}
