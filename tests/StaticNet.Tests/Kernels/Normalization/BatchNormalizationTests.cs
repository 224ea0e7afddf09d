using System.Runtime.CompilerServices;
using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Normalization;

public sealed class BatchNormalizationTests
{
    private const float Epsilon = 1e-3f;

    [Theory]
    [MemberData(nameof(AwkwardSizes.Theory), MemberType = typeof(AwkwardSizes))]
    public void Every_pass_equals_the_reference(int rows)
    {
        foreach (int columns in new[] { 1, 3, 15, 16, 17, 31, 32 })
        {
            Passes<Simd512>(rows, columns);
            Passes<Simd256>(rows, columns);
            Passes<Simd128>(rows, columns);
            Passes<Scalar>(rows, columns);
        }

        static void Passes<TVector>(int rows, int columns)
            where TVector : struct, IVector<TVector>
        {
            float[] x = Panels.Random(rows * columns, rows + columns);
            Check<TVector, Identity>(default, _ => 1, x, rows, columns);
            Check<TVector, Relu>(default, z => z > 0 ? 1 : 0, x, rows, columns);
            Check<TVector, HardSigmoid>(default, z => Math.Abs(z) < 3 ? 1.0 / 6 : 0, x, rows, columns);
            Check<TVector, HardSwish>(default, z => Math.Abs(z) < 3 ? (z / 3) + 0.5 : z > 0 ? 1 : 0, x, rows, columns);
            Check<TVector, Silu>(default, SiluDerivative, x, rows, columns);
        }
    }

    [Fact]
    public void A_mean_of_ten_thousand_deviations_costs_no_accuracy()
    {
        const int rows = 128;
        const int columns = 20;
        float[] x = Array.ConvertAll(Panels.Random(rows * columns, 1), value => 1e4f + (1.7f * value));
        Check<Simd512, Identity>(default, _ => 1, x, rows, columns);
        Check<Simd256, Identity>(default, _ => 1, x, rows, columns);
        Check<Simd128, Identity>(default, _ => 1, x, rows, columns);
        Check<Scalar, Identity>(default, _ => 1, x, rows, columns);
    }

    [Fact]
    public void A_first_row_far_from_the_others_costs_no_accuracy()
    {
        const int rows = 200;
        float[] x = Panels.Random(rows * 3, 1);
        x[0] = -1e4f;
        x[1] = 1e6f;
        Check<Simd512, Identity>(default, _ => 1, x, rows, 3);
        Check<Scalar, Identity>(default, _ => 1, x, rows, 3);
    }

    [Fact]
    public void Rows_that_drift_or_jump_cost_no_accuracy()
    {
        const int rows = 1000;
        float[] x = Panels.Random(rows * 3, 1);
        for (int row = 0; row < rows; row++)
        {
            x[row * 3] += 100f * row;
            x[(row * 3) + 1] += row < 100 ? 1e5f : 0;
            x[(row * 3) + 2] += row == rows - 1 ? 1e6f : 0;
        }

        Check<Simd512, Identity>(default, _ => 1, x, rows, 3);
        Check<Simd256, Identity>(default, _ => 1, x, rows, 3);
        Check<Scalar, Identity>(default, _ => 1, x, rows, 3);
    }

    [Theory]
    [InlineData(12345.678f)]
    [InlineData(3e38f)]
    public void A_constant_column_has_zero_variance_and_becomes_beta(float value)
    {
        const int rows = 300;
        float[] x = new float[rows * 16];
        Array.Fill(x, value);
        var statistics = new ColumnStatistics(16);
        statistics.Compute(x, rows, Epsilon);
        Assert.All(statistics.Variance, variance => Assert.Equal(0f, variance));
        Assert.All(statistics.Mean, mean => Assert.Equal(value, mean));

        float[] gamma = Panels.Random(16, 1);
        float[] beta = Panels.Random(16, 2);
        BatchNormalization.Normalize(
            default(Identity), in x[0], ref x[0], rows, 16, in statistics.Mean[0], in statistics.MeanLow[0], in statistics.Inverse[0],
            in gamma[0], in beta[0]);
        for (int i = 0; i < x.Length; i++)
        {
            Assert.Equal(beta[i % 16], x[i]);
        }
    }

    [Fact]
    public void Absent_parameters_are_one_and_zero_and_want_no_gradient()
    {
        const int rows = 9;
        float[] x = Panels.Random(rows * 16, 1);
        float[] dy = Panels.Random(rows * 16, 2);
        float[] ones = new float[16];
        float[] zeros = new float[16];
        Array.Fill(ones, 1f);
        var statistics = new ColumnStatistics(16);
        statistics.Compute(x, rows, Epsilon);

        float[] expected = new float[x.Length];
        float[] actual = new float[x.Length];
        float[] expectedGradient = [.. dy];
        float[] actualGradient = [.. dy];
        float[] dgamma = new float[16];
        float[] dbeta = new float[16];
        ref float none = ref Unsafe.NullRef<float>();
        BatchNormalization.Normalize(
            default(Relu), in x[0], ref expected[0], rows, 16, in statistics.Mean[0], in zeros[0], in statistics.Inverse[0], in ones[0],
            in zeros[0]);
        BatchNormalization.Normalize(
            default(Relu), in x[0], ref actual[0], rows, 16, in statistics.Mean[0], in none, in statistics.Inverse[0], in none, in none);
        Assert.Equal(expected, actual);

        BatchNormalization.Backward(
            default(Relu), in x[0], in expected[0], ref expectedGradient[0], rows, 16, 16, in statistics.Mean[0], in zeros[0],
            in statistics.Inverse[0], in ones[0], in zeros[0], ref dgamma[0], ref dbeta[0], frozen: false);
        BatchNormalization.Backward(
            default(Relu), in x[0], in actual[0], ref actualGradient[0], rows, 16, 16, in statistics.Mean[0], in none,
            in statistics.Inverse[0], in none, in none, ref none, ref none, frozen: false);
        Assert.Equal(expectedGradient, actualGradient);
    }

    [Fact]
    public void NaN_stays_in_its_column()
    {
        const int rows = 6;
        float[] x = Panels.Random(rows * 32, 1);
        x[(3 * 32) + 5] = float.NaN;
        var statistics = new ColumnStatistics(32);
        statistics.Compute(x, rows, Epsilon);
        for (int column = 0; column < 32; column++)
        {
            Assert.Equal(column == 5, float.IsNaN(statistics.Mean[column]));
            Assert.Equal(column == 5, float.IsNaN(statistics.Inverse[column]));
        }
    }

    [Theory]
    [MemberData(nameof(AwkwardSizes.Theory), MemberType = typeof(AwkwardSizes))]
    public void Vectors_of_any_length_are_updated_exactly_so_far(int count)
    {
        float[] moving = Panels.Random(count + 1, 1);
        float[] batch = Array.ConvertAll(Panels.Random(count + 1, 2), MathF.Abs);
        float[] updated = [.. moving];
        BatchNormalization.UpdateMoving(ref updated[0], in batch[0], 0.9f, 1.25f, count);
        float[] inverse = new float[count + 1];
        BatchNormalization.InverseDeviation(in batch[0], Epsilon, ref inverse[0], count);
        for (int i = 0; i < count; i++)
        {
            Assert.Equal((0.9 * moving[i]) + (0.1 * 1.25 * batch[i]), updated[i], 1e-6);
            Assert.Equal(1 / Math.Sqrt(batch[i] + (double)Epsilon), inverse[i], 1e-5);
        }

        Assert.Equal(moving[count], updated[count]);
        Assert.Equal(0f, inverse[count]);
    }

    [Fact]
    public void The_reference_gradient_is_the_slope_of_the_reference()
    {
        const int rows = 5;
        const int columns = 3;
        var reference = new BatchNormalizationReference(rows, columns, columns, (_, column) => column);
        double[] x = Array.ConvertAll(Panels.Random(rows * columns, 1), value => (double)value);
        double[] dy = Array.ConvertAll(Panels.Random(rows * columns, 2), value => (double)value);
        float[] gamma = Panels.Random(columns, 3);
        float[] beta = Panels.Random(columns, 4);
        (double[] mean, double[] variance) = reference.Statistics(x);
        (double[] dx, _, _) = reference.Backward(x, dy, mean, variance, Epsilon, gamma, frozen: false);
        const double step = 1e-5;
        for (int i = 0; i < x.Length; i++)
        {
            Assert.Equal((Value(i, step) - Value(i, -step)) / (2 * step), dx[i], 1e-7);
        }

        double Value(int element, double change)
        {
            double[] moved = [.. x];
            moved[element] += change;
            (double[] movedMean, double[] movedVariance) = reference.Statistics(moved);
            double[] y = reference.Normalize(moved, movedMean, movedVariance, Epsilon, gamma, beta);
            return y.Zip(dy, (value, weight) => value * weight).Sum();
        }
    }

    private static double SiluDerivative(double z)
    {
        double sigmoid = 1 / (1 + Math.Exp(-z));
        return sigmoid * (1 + (z * (1 - sigmoid)));
    }

    private static void Check<TVector, TActivation>(
        TActivation activation, Func<double, double> derivative, float[] x, int rows, int columns)
        where TVector : struct, IVector<TVector>
        where TActivation : struct, IActivation
    {
        int width = Panel.WidthOf(0, columns);
        float[] gamma = Panels.Random(columns, 11);
        float[] beta = Panels.Random(columns, 12);
        float[] dy = Panels.Random(rows * columns, 13);
        float[] xPanel = Panels.Poisoned(x, rows, columns);
        float[] gammaPadded = Panels.Clean(gamma, 1, columns);
        float[] betaPadded = Panels.Clean(beta, 1, columns);
        var reference = new BatchNormalizationReference(rows, columns, columns, (_, column) => column);
        double[] exactX = Array.ConvertAll(x, value => (double)value);
        (double[] mean, double[] variance) = reference.Statistics(exactX);
        double[] normalized = reference.Normalize(exactX, mean, variance, Epsilon, gamma, beta);

        var statistics = new ColumnStatistics(width);
        statistics.Compute<TVector>(xPanel, rows, Epsilon);
        for (int c = 0; c < columns; c++)
        {
            double deviation = Math.Sqrt(variance[c] + Epsilon);
            Assert.Equal(mean[c], (double)statistics.Mean[c] + statistics.MeanLow[c], 1e-6 * deviation);
            Assert.Equal(variance[c], statistics.Variance[c], 1e-5 * variance[c]);
            Assert.Equal(1, statistics.Inverse[c] * deviation, 1e-5);
        }

        float[] yPanel = Panels.Unwritten(rows, columns);
        BatchNormalization.Normalize<TVector, TActivation>(
            activation, in xPanel[0], ref yPanel[0], rows, width, in statistics.Mean[0], in statistics.MeanLow[0], in statistics.Inverse[0],
            in gammaPadded[0], in betaPadded[0]);
        float[] y = Panels.RowMajor(yPanel, rows, columns);
        for (int i = 0; i < y.Length; i++)
        {
            Assert.Equal(Scalar.Sum(activation.Forward(Scalar.Broadcast((float)normalized[i]))), y[i], 1e-5f);
        }

        double[] gradient = new double[dy.Length];
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] = dy[i] * derivative(normalized[i]);
        }

        foreach (bool frozen in new[] { false, true })
        {
            (double[] dx, double[] dgamma, double[] dbeta) = reference.Backward(exactX, gradient, mean, variance, Epsilon, gamma, frozen);
            float[] dyPanel = Panels.Poisoned(dy, rows, columns);
            float[] actualGamma = Panels.Unwritten(1, columns);
            float[] actualBeta = Panels.Unwritten(1, columns);
            BatchNormalization.Backward<TVector, TActivation>(
                activation, in xPanel[0], in yPanel[0], ref dyPanel[0], rows, width, columns, in statistics.Mean[0],
                in statistics.MeanLow[0], in statistics.Inverse[0], in gammaPadded[0], in betaPadded[0], ref actualGamma[0],
                ref actualBeta[0], frozen);

            float[] actual = Panels.RowMajor(dyPanel, rows, columns);
            for (int i = 0; i < actual.Length; i++)
            {
                double scale = Math.Abs(gamma[i % columns]) * statistics.Inverse[i % columns];
                Assert.Equal(dx[i], actual[i], 1e-5 * (1 + scale));
            }

            for (int c = 0; c < columns; c++)
            {
                Assert.Equal(dgamma[c], actualGamma[c], 1e-5 * Math.Sqrt(rows));
                Assert.Equal(dbeta[c], actualBeta[c], 1e-5 * Math.Sqrt(rows));
            }

            Panels.AssertZeroPadding(actualGamma, 1, columns);
            Panels.AssertZeroPadding(actualBeta, 1, columns);
        }
    }
}
