using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Updates;

public class NormsTests
{
    [Theory]
    [InlineData(16)]
    [InlineData(48)]
    [InlineData(64)]
    [InlineData(4112)]
    public void Sum_of_squares_has_the_same_bits_at_every_width(int count)
    {
        float[] values = Panels.Random(count, seed: count);
        double sum = Norms.SumOfSquares(in values[0], count);
        Assert.Equal(values.Sum(value => (double)value * value), sum, 1e-12 * sum);
        Assert.Equal(sum, Norms.SumOfSquaresRun<Simd512>(in values[0], count));
        Assert.Equal(sum, Norms.SumOfSquaresRun<Simd256>(in values[0], count));
        Assert.Equal(sum, Norms.SumOfSquaresRun<Simd128>(in values[0], count));
        Assert.Equal(sum, Norms.SumOfSquaresRun<Scalar>(in values[0], count));
    }

    [Theory]
    [InlineData(1e30f)]
    [InlineData(1e-30f)]
    public void Squares_neither_overflow_nor_vanish(float value)
    {
        float[] values = new float[16];
        Array.Fill(values, value);
        Assert.Equal(16 * (double)value * value, Norms.SumOfSquares(in values[0], 16));
    }

    [Fact]
    public void NaN_reaches_the_sum()
    {
        float[] values = new float[32];
        values[20] = float.NaN;
        Assert.True(double.IsNaN(Norms.SumOfSquares(in values[0], 32)));
    }
}
