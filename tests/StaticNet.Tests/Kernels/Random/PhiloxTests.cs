using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels;

public class PhiloxTests
{
    /// <summary>The known answers that Random123, the authors' library, is tested with: counter words, key words, result.</summary>
    [Theory]
    [InlineData(
        new uint[] { 0, 0, 0, 0 },
        new uint[] { 0, 0 },
        new uint[] { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 })]
    [InlineData(
        new uint[] { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff },
        new uint[] { 0xffffffff, 0xffffffff },
        new uint[] { 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd })]
    [InlineData(
        new uint[] { 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344 },
        new uint[] { 0xa4093822, 0x299f31d0 },
        new uint[] { 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 })]
    public void Gives_the_published_answers(uint[] counter, uint[] key, uint[] expected)
    {
        ulong block = counter[0] | ((ulong)counter[1] << 32);
        ulong stream = counter[2] | ((ulong)counter[3] << 32);
        ulong seed = key[0] | ((ulong)key[1] << 32);
        Assert.Equal((expected[0], expected[1], expected[2], expected[3]), Philox.Block(seed, stream, block));
        if (block < ulong.MaxValue / 4)
        {
            Assert.Equal(expected, Enumerable.Range(0, 4).Select(word => Philox.UInt32(seed, stream, (block * 4) + (ulong)word)));
        }
    }

    [Fact]
    public void Wider_draws_are_words_of_the_same_blocks()
    {
        (uint word0, uint word1, uint word2, uint word3) = Philox.Block(seed: 5, stream: 6, block: 7);
        Assert.Equal(word0 | ((ulong)word1 << 32), Philox.UInt64(5, 6, 14));
        Assert.Equal(word2 | ((ulong)word3 << 32), Philox.UInt64(5, 6, 15));
        Assert.Equal((Philox.Normal(5, 6, 14), Philox.Normal(5, 6, 15)), Philox.NormalPair(5, 6, 7));
    }

    [Fact]
    public void Uniform_draws_fill_the_unit_interval()
    {
        const int Count = 100_000;
        var single = new double[Count];
        var wide = new double[Count];
        for (int i = 0; i < Count; i++)
        {
            single[i] = Philox.Uniform(1, 2, (ulong)i);
            wide[i] = Philox.UniformDouble(1, 3, (ulong)i);
        }

        foreach (double[] draws in new[] { single, wide })
        {
            Assert.InRange(draws.Min(), 0, 1e-4);
            Assert.InRange(draws.Max(), 1 - 1e-4, 1 - 1e-16);

            // Five standard errors of the mean and of the mean square.
            Assert.Equal(1.0 / 2, draws.Average(), 5 * Math.Sqrt(1.0 / 12 / Count));
            Assert.Equal(1.0 / 3, draws.Average(u => u * u), 5 * Math.Sqrt(4.0 / 45 / Count));
        }
    }

    [Fact]
    public void Normal_draws_have_the_moments_of_the_normal_distribution()
    {
        const int Count = 100_000;
        double[] draws = [.. Enumerable.Range(0, Count).Select(i => Philox.Normal(1, 2, (ulong)i))];

        // Five standard errors; the variances of z, z², z³, z⁴ are 1, 2, 15, 96.
        Assert.Equal(0, draws.Average(), 5 * Math.Sqrt(1.0 / Count));
        Assert.Equal(1, draws.Average(z => z * z), 5 * Math.Sqrt(2.0 / Count));
        Assert.Equal(0, draws.Average(z => z * z * z), 5 * Math.Sqrt(15.0 / Count));
        Assert.Equal(3, draws.Average(z => z * z * z * z), 5 * Math.Sqrt(96.0 / Count));

        // Neighbours, which share a block, are uncorrelated.
        Assert.Equal(0, draws.Chunk(2).Average(pair => pair[0] * pair[1]), 5 * Math.Sqrt(2.0 / Count));
    }

    [Fact]
    public void Below_is_even_over_its_range()
    {
        const int Count = 70_000;
        int[] counts = new int[7];
        for (int i = 0; i < Count; i++)
        {
            counts[Philox.Below(1, 2, (ulong)i, 7)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 10_000 - 500, 10_000 + 500));
        Assert.Equal(0, Philox.Below(1, 2, 3, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Philox.Below(1, 2, 3, 0));
    }

    [Theory]
    [InlineData(64, 0UL)]
    [InlineData(128, 5UL)]
    [InlineData(320, uint.MaxValue - 3UL)]
    public void Vectorised_draws_are_the_scalar_ones_bit_for_bit(int count, ulong firstBlock)
    {
        const ulong Seed = 0x0123_4567_89AB_CDEF;
        const ulong Stream = 0xFEDC_BA98_7654_3210;
        float[] expected = [.. Enumerable.Range(0, count).Select(i => Philox.Uniform(Seed, Stream, (4 * firstBlock) + (ulong)i))];

        float[] actual = new float[count];
        PhiloxSequence.Uniform(ref actual[0], count, Seed, Stream, firstBlock);
        Assert.Equal(expected, actual);

        Array.Clear(actual);
        PhiloxSequence.UniformRun<PhiloxLanes128>(ref actual[0], count, Seed, Stream, firstBlock);
        Assert.Equal(expected, actual);

        if (PhiloxLanes256.IsSupported)
        {
            Array.Clear(actual);
            PhiloxSequence.UniformRun<PhiloxLanes256>(ref actual[0], count, Seed, Stream, firstBlock);
            Assert.Equal(expected, actual);
        }
    }
}
