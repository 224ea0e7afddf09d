using System.Runtime.CompilerServices;
using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Normalization;

public sealed class BatchRenormalizationTests
{
    private const float Epsilon = 1e-3f;

    [Theory]
    [InlineData(3, 5)]
    [InlineData(1.25f, 0.5f)]
    [InlineData(1, 0)]
    public void Corrections_are_the_formulas(float rMax, float dMax)
    {
        const int Count = 50;
        float[] mean = Array.ConvertAll(Panels.Random(Count, 1), value => 1e4f + (3 * value));
        float[] low = Array.ConvertAll(Panels.Random(Count, 2), value => 1e-4f * value);
        float[] variance = Array.ConvertAll(Panels.Random(Count, 3), MathF.Abs);
        float[] movingMean = Array.ConvertAll(Panels.Random(Count, 4), value => 1e4f + value);
        float[] movingVariance = Array.ConvertAll(Panels.Random(Count, 5), MathF.Abs);
        float[] gamma = Panels.Random(Count, 6);
        float[] beta = Panels.Random(Count, 7);
        float[] r = new float[Count + 1];
        float[] d = new float[Count + 1];
        float[] scale = new float[Count + 1];
        float[] shift = new float[Count + 1];
        BatchRenormalization.Corrections(
            in mean[0], in low[0], in variance[0], in movingMean[0], in movingVariance[0], Epsilon, rMax, dMax, in gamma[0], in beta[0], ref r[0],
            ref d[0], ref scale[0], ref shift[0], Count);
        int clipped = 0;
        for (int i = 0; i < Count; i++)
        {
            double deviation = Math.Sqrt(movingVariance[i] + (double)Epsilon);
            double ratio = Math.Sqrt(variance[i] + (double)Epsilon) / deviation;
            double distance = ((double)mean[i] + low[i] - movingMean[i]) / deviation;
            double expectedR = Math.Max(Math.Min(ratio, rMax), 1 / (double)rMax);
            double expectedD = Math.Max(Math.Min(distance, dMax), -dMax);
            clipped += expectedR != ratio || expectedD != distance ? 1 : 0;
            Assert.Equal(expectedR, r[i], 1e-6 * expectedR);
            Assert.Equal(expectedD, d[i], 1e-6 * Math.Abs(expectedD));
            Assert.Equal(expectedR * gamma[i], scale[i], 1e-6);
            Assert.Equal((expectedD * gamma[i]) + beta[i], shift[i], 1e-6 * (1 + Math.Abs(expectedD)));
        }

        Assert.True(clipped is > 0 and < Count || rMax == 1);
        Assert.Equal([0, 0, 0, 0], new[] { r[Count], d[Count], scale[Count], shift[Count] });
    }

    [Fact]
    public void Where_the_batch_has_the_moving_statistics_nothing_is_corrected()
    {
        float[] mean = [3, -2];
        float[] variance = [0.5f, 2];
        float[] result = new float[8];
        ref float none = ref Unsafe.NullRef<float>();
        float[] low = new float[2];
        BatchRenormalization.Corrections(
            in mean[0], in low[0], in variance[0], in mean[0], in variance[0], Epsilon, 3, 5, in none, in none, ref result[0], ref result[2], ref result[4],
            ref result[6], 2);
        Assert.Equal([1, 1, 0, 0, 1, 1, 0, 0], result);
    }

    [Fact]
    public void The_gradient_of_gamma_goes_through_scale_and_shift()
    {
        float[] scaleGradient = Panels.Random(7, 1);
        float[] shiftGradient = Panels.Random(7, 2);
        float[] r = Panels.Random(7, 3);
        float[] d = Panels.Random(7, 4);
        float[] dgamma = new float[8];
        BatchRenormalization.Gradient(in scaleGradient[0], in shiftGradient[0], in r[0], in d[0], ref dgamma[0], 7);
        for (int i = 0; i < 7; i++)
        {
            Assert.Equal(((double)r[i] * scaleGradient[i]) + ((double)d[i] * shiftGradient[i]), dgamma[i], 1e-6);
        }

        Assert.Equal(0, dgamma[7]);
    }
}
