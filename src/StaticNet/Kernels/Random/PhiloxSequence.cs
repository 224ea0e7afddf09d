using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>Many consecutive draws of a stream at once: the same values as <see cref="Philox.Uniform"/>, bit for bit.</summary>
internal static class PhiloxSequence
{
    /// <summary>The number of values in <see cref="Uniform"/> is a multiple of this.</summary>
    public const int Granularity = 32;

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
        nuint step = 4 * (nuint)TLanes.Count;
        for (nuint i = 0; i < (nuint)count; i += step)
        {
            TLanes word0 = TLanes.Blocks(firstBlock + (i / 4));
            TLanes word1 = TLanes.High(word0);
            TLanes word2 = TLanes.Broadcast(stream);
            TLanes word3 = TLanes.High(word2);
            (uint key0, uint key1) = ((uint)seed, (uint)(seed >> 32));
            for (int round = 0; round < Philox.Rounds; round++)
            {
                TLanes product0 = TLanes.Product(multiplier0, word0);
                TLanes product1 = TLanes.Product(multiplier1, word2);
                word0 = TLanes.High(product1) ^ word1 ^ TLanes.Broadcast(key0);
                word1 = product1;
                word2 = TLanes.High(product0) ^ word3 ^ TLanes.Broadcast(key1);
                word3 = product0;
                key0 += Philox.KeyIncrement0;
                key1 += Philox.KeyIncrement1;
            }

            TLanes.StoreUniform(word0, word1, word2, word3, ref destination, i);
        }
    }
}
