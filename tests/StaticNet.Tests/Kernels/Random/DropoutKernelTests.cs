using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels;

public class DropoutKernelTests
{
    private const ulong Seed = 39;
    private const ulong Stream = 1UL << 40;

    [Theory]
    [MemberData(nameof(AwkwardSizes.Theory), MemberType = typeof(AwkwardSizes))]
    public void The_mask_follows_the_scalar_draws(int columns)
    {
        foreach (int rows in new[] { 1, 2, 5, 33 })
        {
            float[] expected = new float[rows * columns];
            for (int i = 0; i < expected.Length; i++)
            {
                expected[i] = Philox.Uniform(Seed, Stream, (ulong)i) >= 0.3f ? 1 / (1 - 0.3f) : 0;
            }

            Check<Simd512>(expected, rows, columns);
            Check<Simd256>(expected, rows, columns);
            Check<Simd128>(expected, rows, columns);
            Check<Scalar>(expected, rows, columns);
        }
    }

    [Fact]
    public void Another_value_may_stand_for_what_is_kept()
    {
        float[] mask = Panels.Unwritten(9, 40);
        float[] other = Panels.Unwritten(9, 40);
        DropoutKernel.Mask(ref mask[0], 9, 40, 0.5f, Seed, Stream);
        DropoutKernel.Mask(ref other[0], 9, 40, 0.5f, 3f, Seed, Stream);
        Assert.Equal(Panels.RowMajor(mask, 9, 40).Select(static value => value * 1.5f), Panels.RowMajor(other, 9, 40));
    }

    [Fact]
    public void Rate_0_keeps_everything()
    {
        float[] mask = Panels.Unwritten(9, 40);
        DropoutKernel.Mask(ref mask[0], 9, 40, 0f, Seed, Stream);
        Assert.All(Panels.RowMajor(mask, 9, 40), value => Assert.Equal(1f, value));
    }

    [Fact]
    public void The_rate_is_the_fraction_dropped()
    {
        float[] mask = Panels.Unwritten(1000, 64);
        DropoutKernel.Mask(ref mask[0], 1000, 64, 0.25f, Seed, Stream);
        double dropped = mask.Count(value => value == 0) / (double)mask.Length;
        Assert.Equal(0.25, dropped, 5 * Math.Sqrt(0.25 * 0.75 / mask.Length));
        Assert.Equal(1, mask.Average(), 0.03);
    }

    [Fact]
    public void Multiply_applies_the_mask_in_place()
    {
        float[] x = Panels.Random(48, seed: 1);
        float[] mask = Panels.Random(48, seed: 2);
        float[] expected = [.. x.Zip(mask, (value, factor) => value * factor)];
        DropoutKernel.Multiply(in x[0], in mask[0], ref x[0], 48);
        Assert.Equal(expected, x);
    }

    private static void Check<TVector>(float[] expected, int rows, int columns)
        where TVector : struct, IVector<TVector>
    {
        float[] mask = Panels.Unwritten(rows, columns);
        PanelDraws.Run<TVector, MaskDraw>(ref mask[0], rows, columns, new MaskDraw(0.3f, 1 / (1 - 0.3f)), Seed, Stream);
        Assert.Equal(expected, Panels.RowMajor(mask, rows, columns));
    }
}
