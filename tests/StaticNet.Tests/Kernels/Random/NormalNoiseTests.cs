using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels;

public class NormalNoiseTests
{
    private const ulong Seed = 39;
    private const ulong Stream = 1UL << 40;

    [Theory]
    [MemberData(nameof(AwkwardSizes.Theory), MemberType = typeof(AwkwardSizes))]
    public void Every_width_and_layout_draws_the_same_bits(int columns)
    {
        foreach (int rows in new[] { 1, 2, 5, 33 })
        {
            float[] expected = Draw<Scalar>(1, rows * columns);
            Assert.Equal(expected, Draw<Scalar>(rows, columns));
            Assert.Equal(expected, Draw<Simd128>(rows, columns));
            Assert.Equal(expected, Draw<Simd256>(rows, columns));
            Assert.Equal(expected, Draw<Simd512>(rows, columns));
            float[] noise = Panels.Unwritten(rows, columns);
            NormalNoise.Draw(ref noise[0], rows, columns, 0.5f, 3f, Seed, Stream);
            Assert.Equal(expected, Panels.RowMajor(noise, rows, columns));
        }
    }

    /// <summary>The formula in double precision, on the scalar draws.</summary>
    [Fact]
    public void The_draws_are_those_of_Box_and_Muller()
    {
        const int Count = 96_000;
        float[] noise = Draw<Scalar>(1, Count);
        for (int i = 0; i < Count; i++)
        {
            int group = i / 32 * 32;
            double u = Philox.Uniform(Seed, Stream, (ulong)(group + (i % 16)));
            double v = Philox.Uniform(Seed, Stream, (ulong)(group + 16 + (i % 16)));
            double radius = Math.Sqrt(-2 * Math.Log(1 - u));
            double normal = radius * (i % 32 < 16 ? Math.Cos(2 * Math.PI * v) : Math.Sin(2 * Math.PI * v));
            Assert.Equal(0.5 + (3 * normal), noise[i], 4e-6);
        }
    }

    [Fact]
    public void Moments_are_those_of_a_normal_distribution()
    {
        const int Count = 320_000;
        double[] normal = [.. Draw<Scalar>(500, Count / 500).Select(static value => (value - 0.5) / 3)];

        // Five deviations of each mean, from the even moments 1, 3, 15, 105 and 10395 of a normal value.
        Assert.Equal(0, normal.Average(), 5 * Math.Sqrt(1.0 / Count));
        Assert.Equal(1, normal.Average(static x => x * x), 5 * Math.Sqrt(2.0 / Count));
        Assert.Equal(0, normal.Average(static x => x * x * x), 5 * Math.Sqrt(15.0 / Count));
        Assert.Equal(3, normal.Average(static x => x * x * x * x), 5 * Math.Sqrt(96.0 / Count));
        Assert.Equal(0, normal.Zip(normal.Skip(1), static (x, y) => x * y).Average(), 5 * Math.Sqrt(1.0 / Count));
        Assert.Equal(0, normal.Zip(normal.Skip(16), static (x, y) => x * y).Average(), 5 * Math.Sqrt(1.0 / Count));
        Assert.InRange(normal.Max(Math.Abs), 4, 5.8);
    }

    [Fact]
    public void Deviation_0_is_the_mean()
    {
        float[] noise = Panels.Unwritten(9, 40);
        NormalNoise.Draw(ref noise[0], 9, 40, 1f, 0f, Seed, Stream);
        Assert.All(Panels.RowMajor(noise, 9, 40), value => Assert.Equal(1f, value));
    }

    private static float[] Draw<TVector>(int rows, int columns)
        where TVector : struct, IVector<TVector>
    {
        float[] noise = Panels.Unwritten(rows, columns);
        PanelDraws.Run<Unfused<TVector>, NormalDraw>(ref noise[0], rows, columns, new NormalDraw(0.5f, 3f), Seed, Stream);
        return Panels.RowMajor(noise, rows, columns);
    }
}
