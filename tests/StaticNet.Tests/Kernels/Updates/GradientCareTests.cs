using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Updates;

/// <summary>What is done to gradients and weights around an update, value by value.</summary>
public class GradientCareTests
{
    [Theory]
    [InlineData(16)]
    [InlineData(48)]
    [InlineData(4112)]
    public void Signs_are_added(int count)
    {
        float[] values = Panels.Random(count, seed: count);
        values[3] = 0;
        values[5] = -0f;
        float[] gradients = Panels.Random(count, seed: count + 1);
        float[] expected = [.. gradients.Zip(values, static (gradient, value) => gradient + (0.25f * Math.Sign(value)))];
        ParameterUpdate.AddSigns(ref gradients[0], in values[0], count, 0.25f);
        Assert.Equal(expected, gradients);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(48)]
    public void Values_are_clipped_and_NaN_is_not_hidden(int count)
    {
        float[] values = Panels.Random(count, seed: count);
        values[0] = float.PositiveInfinity;
        values[1] = float.NegativeInfinity;
        values[2] = float.NaN;
        float[] expected = Array.ConvertAll(values, static value => Math.Clamp(value, -0.5f, 0.5f));
        ParameterUpdate.Clip(ref values[0], count, 0.5f);
        Assert.Equal(expected, values);
        Assert.True(float.IsNaN(values[2]));
        expected = Array.ConvertAll(values, static value => float.IsNaN(value) ? value : Math.Max(value, 0));
        ParameterUpdate.RaiseToZero(ref values[0], count);
        Assert.Equal(expected, values);
    }

    [Fact]
    public void Averages_move_their_share_and_begin_at_the_value()
    {
        float[] values = Panels.Random(48, seed: 1);
        var average = new float[48];
        ParameterUpdate.MoveTowards(ref average[0], in values[0], 48, 1);
        Assert.Equal(values, average);
        float[] other = Panels.Random(48, seed: 2);
        ParameterUpdate.MoveTowards(ref average[0], in other[0], 48, 0.1f);
        for (int i = 0; i < 48; i++)
        {
            Assert.Equal((0.9 * values[i]) + (0.1 * other[i]), average[i], 1e-6);
        }
    }

    [Theory]
    [InlineData(1, 16)]
    [InlineData(7, 32)]
    [InlineData(333, 16)]
    public void Columns_have_norms_and_factors_of_their_own(int rows, int width)
    {
        float[] panel = Panels.Random(rows * width, seed: rows);
        var sums = new double[width];
        Norms.AddColumnSquares(in panel[0], rows, width, ref sums[0]);
        float[] factors = [.. Enumerable.Range(1, width).Select(static i => i / 8f)];
        float[] scaled = [.. panel];
        ParameterUpdate.ScaleColumns(ref scaled[0], rows, width, in factors[0]);
        for (int column = 0; column < width; column++)
        {
            double expected = 0;
            for (int row = 0; row < rows; row++)
            {
                double value = panel[(row * width) + column];
                expected += value * value;
                Assert.Equal(panel[(row * width) + column] * factors[column], scaled[(row * width) + column]);
            }

            Assert.Equal(expected, sums[column]);
        }
    }

    [Theory]
    [InlineData(16)]
    [InlineData(4112)]
    public void Sum_of_magnitudes_has_the_same_bits_at_every_width(int count)
    {
        float[] values = Panels.Random(count, seed: count);
        double sum = Norms.SumOfMagnitudes(in values[0], count);
        Assert.Equal(values.Sum(static value => Math.Abs((double)value)), sum, 1e-12 * sum);
        Assert.Equal(sum, Norms.SumOfMagnitudesRun<Simd512>(in values[0], count));
        Assert.Equal(sum, Norms.SumOfMagnitudesRun<Simd256>(in values[0], count));
        Assert.Equal(sum, Norms.SumOfMagnitudesRun<Simd128>(in values[0], count));
        Assert.Equal(sum, Norms.SumOfMagnitudesRun<Scalar>(in values[0], count));
    }

    [Fact]
    public void Moving_statistics_stand_in_for_those_of_a_batch()
    {
        float[] mean = Panels.Random(32, seed: 1);
        float[] variance = [.. Panels.Random(32, seed: 2).Select(Math.Abs)];
        float[] taken = new float[32];
        float[] low = Panels.Random(32, seed: 3);
        float[] takenVariance = new float[32];
        float[] inverse = new float[32];
        BatchNormalization.TakeMoving(in mean[0], in variance[0], 1e-3f, ref taken[0], ref low[0], ref takenVariance[0], ref inverse[0], 32);
        Assert.Equal(mean, taken);
        Assert.Equal(variance, takenVariance);
        Assert.All(low, static value => Assert.Equal(0, value));
        for (int i = 0; i < 32; i++)
        {
            Assert.Equal(1 / Math.Sqrt(variance[i] + 1e-3), inverse[i], 1e-5 / Math.Sqrt(variance[i] + 1e-3));
        }
    }
}
