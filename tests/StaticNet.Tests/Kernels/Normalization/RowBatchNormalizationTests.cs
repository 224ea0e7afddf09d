using System.Runtime.CompilerServices;
using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Normalization;

public sealed class RowBatchNormalizationTests
{
    private const float Epsilon = 1e-3f;

    [Theory]
    [MemberData(nameof(AwkwardSizes.Theory), MemberType = typeof(AwkwardSizes))]
    public void Every_pass_equals_the_reference(int columns)
    {
        foreach ((int outer, int channels, int inner) in new[] { (1, 1, 1), (3, 2, 1), (2, 3, 4), (1, 2, 35), (70, 1, 1), (2, 17, 2) })
        {
            int rows = outer * channels * inner;
            float[] x = Panels.Random(rows * columns, rows + columns);
            Check<Simd512, Relu>(default, z => z > 0 ? 1 : 0, x, rows, columns, channels, inner);
            Check<Simd256, Identity>(default, _ => 1, x, rows, columns, channels, inner);
            Check<Simd128, Silu>(default, SiluDerivative, x, rows, columns, channels, inner);
            Check<Scalar, Relu>(default, z => z > 0 ? 1 : 0, x, rows, columns, channels, inner);
        }
    }

    [Fact]
    public void A_mean_of_ten_thousand_deviations_costs_no_accuracy()
    {
        float[] x = Array.ConvertAll(Panels.Random(24 * 50, 1), value => 1e4f + (1.7f * value));
        Check<Simd512, Identity>(default, _ => 1, x, 24, 50, 3, 2);
        Check<Simd256, Identity>(default, _ => 1, x, 24, 50, 3, 2);
        Check<Simd128, Identity>(default, _ => 1, x, 24, 50, 3, 2);
        Check<Scalar, Identity>(default, _ => 1, x, 24, 50, 3, 2);
    }

    [Fact]
    public void The_public_passes_run_at_one_of_the_widths_and_take_absent_parameters()
    {
        const int rows = 12;
        const int columns = 37;
        const int channels = 3;
        float[] x = Panels.Random(rows * columns, 1);
        float[] panels = Panels.Poisoned(x, rows, columns);
        float[] mean = new float[channels];
        float[] low = new float[channels];
        float[] variance = new float[channels];
        float[] inverse = new float[channels];
        RowBatchNormalization.Statistics(
            in panels[0], rows, columns, channels, 2, Epsilon, ref mean[0], ref low[0], ref variance[0], ref inverse[0]);
        ref float none = ref Unsafe.NullRef<float>();
        float[] y = Panels.Unwritten(rows, columns);
        RowBatchNormalization.Normalize(
            default(Identity), in panels[0], ref y[0], rows, columns, channels, 2, in mean[0], in low[0], in inverse[0], in none, in none);

        var reference = new BatchNormalizationReference(rows, columns, channels, (row, _) => row / 2 % channels);
        double[] exactX = Array.ConvertAll(x, value => (double)value);
        (double[] exactMean, double[] exactVariance) = reference.Statistics(exactX);
        double[] expected = reference.Normalize(exactX, exactMean, exactVariance, Epsilon, [1, 1, 1], [0, 0, 0]);
        float[] actual = Panels.RowMajor(y, rows, columns);
        float[] frozen = Panels.Clean(actual, rows, columns);
        float[] dy = Panels.Clean(actual, rows, columns);
        RowBatchNormalization.Backward(
            default(Identity), in panels[0], in y[0], ref frozen[0], rows, columns, channels, 2, in mean[0], in low[0], in inverse[0],
            in none, in none, ref none, ref none, frozen: true);
        RowBatchNormalization.Backward(
            default(Identity), in panels[0], in y[0], ref dy[0], rows, columns, channels, 2, in mean[0], in low[0], in inverse[0],
            in none, in none, ref none, ref none, frozen: false);
        frozen = Panels.RowMajor(frozen, rows, columns);
        dy = Panels.RowMajor(dy, rows, columns);
        for (int i = 0; i < expected.Length; i++)
        {
            int channel = i / columns / 2 % channels;
            double ownShare = Epsilon / (exactVariance[channel] + Epsilon);
            Assert.Equal(expected[i], actual[i], 1e-5);
            Assert.Equal(expected[i] * inverse[channel], frozen[i], 1e-5);

            // The gradient x̂ itself all but vanishes: Σ x̂ = 0 and Σ x̂² = n·(1 − ε/(σ² + ε)).
            Assert.Equal(expected[i] * inverse[channel] * ownShare, dy[i], 1e-5);
        }
    }

    private static double SiluDerivative(double z)
    {
        double sigmoid = 1 / (1 + Math.Exp(-z));
        return sigmoid * (1 + (z * (1 - sigmoid)));
    }

    private static void Check<TVector, TActivation>(
        TActivation activation, Func<double, double> derivative, float[] x, int rows, int columns, int channels, int inner)
        where TVector : struct, IVector<TVector>
        where TActivation : struct, IActivation
    {
        float[] gamma = Panels.Random(channels, 11);
        float[] beta = Panels.Random(channels, 12);
        float[] dy = Panels.Random(rows * columns, 13);
        float[] xPanels = Panels.Poisoned(x, rows, columns);
        var reference = new BatchNormalizationReference(rows, columns, channels, (row, _) => row / inner % channels);
        double[] exactX = Array.ConvertAll(x, value => (double)value);
        (double[] mean, double[] variance) = reference.Statistics(exactX);
        double[] normalized = reference.Normalize(exactX, mean, variance, Epsilon, gamma, beta);

        float[] actualMean = new float[channels];
        float[] actualLow = new float[channels];
        float[] actualVariance = new float[channels];
        float[] inverse = new float[channels];
        RowBatchNormalization.Statistics<TVector>(
            in xPanels[0], rows, columns, channels, inner, Epsilon, ref actualMean[0], ref actualLow[0], ref actualVariance[0],
            ref inverse[0]);
        for (int c = 0; c < channels; c++)
        {
            double deviation = Math.Sqrt(variance[c] + Epsilon);
            Assert.Equal(mean[c], (double)actualMean[c] + actualLow[c], 1e-6 * deviation);
            Assert.Equal(variance[c], actualVariance[c], 1e-5 * variance[c]);
            Assert.Equal(1, inverse[c] * deviation, 1e-5);
        }

        float[] yPanels = Panels.Unwritten(rows, columns);
        RowBatchNormalization.Normalize<TVector, TActivation>(
            activation, in xPanels[0], ref yPanels[0], rows, columns, channels, inner, in actualMean[0], in actualLow[0], in inverse[0],
            in gamma[0], in beta[0]);
        float[] y = Panels.RowMajor(yPanels, rows, columns);
        double[] gradient = new double[dy.Length];
        for (int i = 0; i < y.Length; i++)
        {
            Assert.Equal(Scalar.Sum(activation.Forward(Scalar.Broadcast((float)normalized[i]))), y[i], 1e-5f);
            gradient[i] = dy[i] * derivative(normalized[i]);
        }

        foreach (bool frozen in new[] { false, true })
        {
            (double[] dx, double[] dgamma, double[] dbeta) = reference.Backward(exactX, gradient, mean, variance, Epsilon, gamma, frozen);
            float[] dyPanels = Panels.Poisoned(dy, rows, columns);
            float[] actualGamma = new float[channels];
            float[] actualBeta = new float[channels];
            RowBatchNormalization.Backward<TVector, TActivation>(
                activation, in xPanels[0], in yPanels[0], ref dyPanels[0], rows, columns, channels, inner, in actualMean[0],
                in actualLow[0], in inverse[0], in gamma[0], in beta[0], ref actualGamma[0], ref actualBeta[0], frozen);
            float[] actual = Panels.RowMajor(dyPanels, rows, columns);
            for (int i = 0; i < actual.Length; i++)
            {
                int channel = i / columns / inner % channels;
                Assert.Equal(dx[i], actual[i], 1e-5 * (1 + (Math.Abs(gamma[channel]) * inverse[channel])));
            }

            for (int c = 0; c < channels; c++)
            {
                double values = (double)rows / channels * columns;
                Assert.Equal(dgamma[c], actualGamma[c], 1e-5 * Math.Sqrt(values));
                Assert.Equal(dbeta[c], actualBeta[c], 1e-5 * Math.Sqrt(values));
            }
        }
    }
}
