using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels;

public class AlphaDropoutKernelTests
{
    private const float Shift = 0.25f;
    private const float Dropped = -1.5f;

    [Theory]
    [InlineData(16)]
    [InlineData(48)]
    [InlineData(176)]
    public void Every_width_gives_the_formula(int count)
    {
        float[] x = Panels.Random(count, seed: 1);
        float[] mask = [.. Enumerable.Range(0, count).Select(static i => (i % 3) switch { 0 => 0f, 1 => 0.875f, _ => 1f })];
        float[] expected =
        [
            .. x.Zip(mask, static (value, factor) => factor switch
            {
                0 => Dropped,
                1 => value,
                _ => (value * factor) + Shift,
            }),
        ];
        Check<Simd512>(x, mask, expected);
        Check<Simd256>(x, mask, expected);
        Check<Simd128>(x, mask, expected);
        Check<Scalar>(x, mask, expected);
        AlphaDropoutKernel.Forward(in x[0], in mask[0], ref x[0], count, Shift, Dropped);
        Assert.Equal(expected, x);
    }

    [Fact]
    public void A_NaN_is_not_hidden()
    {
        float[] x = [.. Enumerable.Repeat(float.NaN, 16)];
        var mask = new float[16];
        AlphaDropoutKernel.Forward(in x[0], in mask[0], ref x[0], 16, Shift, Dropped);
        Assert.All(x, static value => Assert.True(float.IsNaN(value)));
    }

    private static void Check<TVector>(float[] x, float[] mask, float[] expected)
        where TVector : struct, IVector<TVector>
    {
        var y = new float[x.Length];
        AlphaDropoutKernel.ForwardRun<TVector>(in x[0], in mask[0], ref y[0], x.Length, Shift, Dropped);
        Assert.Equal(expected, y);
    }
}
