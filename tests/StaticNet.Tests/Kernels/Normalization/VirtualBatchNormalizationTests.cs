using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Normalization;

/// <summary>Virtual batches against plain batch normalisation of each part on its own, in double.</summary>
public sealed class VirtualBatchNormalizationTests
{
    private const float Epsilon = 1e-3f;

    /// <summary>Samples, size, whether single ones are avoided, and the sizes of the parts.</summary>
    public static TheoryData<int, int, bool, int[]> Cuts() => new()
    {
        { 1, 4, true, [1] },
        { 3, 4, true, [3] },
        { 4, 4, true, [4] },
        { 5, 4, true, [3, 2] },
        { 5, 4, false, [4, 1] },
        { 6, 4, true, [4, 2] },
        { 8, 4, true, [4, 4] },
        { 9, 4, true, [4, 3, 2] },
        { 3, 2, true, [3] },
        { 3, 2, false, [2, 1] },
        { 7, 2, true, [2, 2, 3] },
        { 4, 3, true, [2, 2] },
        { 10, 3, true, [3, 3, 2, 2] },
        { 11, 3, true, [3, 3, 3, 2] },
        { 5, 1, false, [1, 1, 1, 1, 1] },
        { 7, int.MaxValue, true, [7] },
    };

    [Theory]
    [MemberData(nameof(Cuts))]
    public void A_batch_is_cut_in_order_and_no_part_has_a_single_value(int samples, int size, bool avoidSingle, int[] parts)
    {
        var cut = new VirtualBatches(samples, size, avoidSingle);
        Assert.Equal(samples, cut.Samples);
        Assert.Equal(parts, Sizes(cut));
        Assert.Equal(0, cut.First(0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(32)]
    public void Panels_equal_the_reference(int columns)
    {
        foreach ((int samples, int positions, int size) in new[] { (9, 1, 4), (64, 1, 32), (65, 1, 32), (70, 1, 33), (7, 3, 2), (5, 4, 1), (6, 1, 100) })
        {
            foreach (bool unbiased in new[] { false, true })
            {
                foreach (double offset in new[] { 0, 1e4 })
                {
                    Panel<Simd512, Identity>(samples, positions, columns, size, unbiased, offset, _ => 1);
                    Panel<Simd256, Relu>(samples, positions, columns, size, unbiased, offset, z => z > 0 ? 1 : 0);
                    Panel<Simd128, Identity>(samples, positions, columns, size, unbiased, offset, _ => 1);
                    Panel<Scalar, Relu>(samples, positions, columns, size, unbiased, offset, z => z > 0 ? 1 : 0);
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(33)]
    [InlineData(50)]
    public void Rows_equal_the_reference(int columns)
    {
        foreach ((int samples, int channels, int inner, int size) in new[] { (9, 2, 1, 4), (5, 3, 4, 2), (6, 1, 2, 1), (40, 3, 2, 32), (7, 5, 1, 100) })
        {
            foreach (bool unbiased in new[] { false, true })
            {
                Rows<Simd512, Identity>(samples, channels, inner, columns, size, unbiased, _ => 1);
                Rows<Simd256, Relu>(samples, channels, inner, columns, size, unbiased, z => z > 0 ? 1 : 0);
                Rows<Simd128, Identity>(samples, channels, inner, columns, size, unbiased, _ => 1);
                Rows<Scalar, Relu>(samples, channels, inner, columns, size, unbiased, z => z > 0 ? 1 : 0);
            }
        }
    }

    private static int[] Sizes(VirtualBatches cut) => [.. Enumerable.Range(0, cut.Count).Select(part => cut.First(part + 1) - cut.First(part))];

    private static void Panel<TVector, TActivation>(
        int samples, int positions, int columns, int size, bool unbiased, double offset, Func<double, double> derivative)
        where TVector : struct, IVector<TVector>
        where TActivation : struct, IActivation
    {
        int rows = samples * positions;
        int width = StaticNet.Kernels.Panel.WidthOf(0, columns);
        float[] x = Array.ConvertAll(Panels.Random(rows * columns, rows + columns), value => (float)(value + offset));
        var cut = new VirtualBatches(samples, size, avoidSingle: positions == 1);
        Expected expected = Expect(x, rows, columns, columns, (_, column) => column, cut, unbiased, derivative);
        float[] gamma = Panels.Clean(expected.Gamma, 1, columns);
        float[] beta = Panels.Clean(expected.Beta, 1, columns);
        float[] panel = Panels.Poisoned(x, rows, columns);
        float[] y = Panels.Unwritten(rows, columns);
        float[] mean = new float[width];
        float[] variance = new float[width];
        VirtualBatchNormalization.Forward<TVector, TActivation>(
            default, in panel[0], ref y[0], rows, width, cut, Epsilon, unbiased, ref mean[0], ref variance[0], in gamma[0], in beta[0]);
        float[] dy = Panels.Poisoned(expected.Dy, rows, columns);
        float[] dgamma = Panels.Unwritten(1, columns);
        float[] dbeta = Panels.Unwritten(1, columns);
        VirtualBatchNormalization.Backward<TVector, TActivation>(
            default, in panel[0], in y[0], ref dy[0], rows, width, columns, cut, Epsilon, in gamma[0], in beta[0], ref dgamma[0], ref dbeta[0]);
        expected.Check<TActivation>(Panels.RowMajor(y, rows, columns), mean, variance, Panels.RowMajor(dy, rows, columns), dgamma, dbeta);
        Panels.AssertZeroPadding(dgamma, 1, columns);
        Panels.AssertZeroPadding(dbeta, 1, columns);
    }

    private static void Rows<TVector, TActivation>(
        int samples, int channels, int inner, int columns, int size, bool unbiased, Func<double, double> derivative)
        where TVector : struct, IVector<TVector>
        where TActivation : struct, IActivation
    {
        int rows = samples * channels * inner;
        float[] x = Panels.Random(rows * columns, rows + columns);
        var cut = new VirtualBatches(samples, size, avoidSingle: inner * columns == 1);
        Expected expected = Expect(x, rows, columns, channels, (row, _) => row / inner % channels, cut, unbiased, derivative);
        float[] panels = Panels.Poisoned(x, rows, columns);
        float[] y = Panels.Unwritten(rows, columns);
        float[] mean = new float[channels];
        float[] variance = new float[channels];
        var scratch = new double[VirtualRowBatchNormalization.ScratchVectors * channels / 2];
        Array.Fill(scratch, double.NaN);
        ref float memory = ref System.Runtime.CompilerServices.Unsafe.As<double, float>(ref scratch[0]);
        VirtualRowBatchNormalization.Forward<TVector, TActivation>(
            default, in panels[0], ref y[0], rows, columns, channels, inner, cut, Epsilon, unbiased, ref mean[0], ref variance[0], ref memory,
            in expected.Gamma[0], in expected.Beta[0]);
        float[] dy = Panels.Poisoned(expected.Dy, rows, columns);
        float[] dgamma = new float[channels];
        float[] dbeta = new float[channels];
        VirtualRowBatchNormalization.Backward<TVector, TActivation>(
            default, in panels[0], in y[0], ref dy[0], rows, columns, channels, inner, cut, Epsilon, ref memory, in expected.Gamma[0],
            in expected.Beta[0], ref dgamma[0], ref dbeta[0]);
        expected.Check<TActivation>(Panels.RowMajor(y, rows, columns), mean, variance, Panels.RowMajor(dy, rows, columns), dgamma, dbeta);
    }

    /// <summary>Each part as a batch of its own, by the reference of batch normalisation.</summary>
    private static Expected Expect(
        float[] x, int rows, int columns, int channels, Func<int, int, int> channelOf, VirtualBatches cut, bool unbiased, Func<double, double> derivative)
    {
        var expected = new Expected(rows * columns, channels)
        {
            Gamma = Panels.Random(channels, 11),
            Beta = Panels.Random(channels, 12),
            Dy = Panels.Random(rows * columns, 13),
        };
        int positions = rows / cut.Samples;
        for (int part = 0; part < cut.Count; part++)
        {
            int first = cut.First(part) * positions;
            int count = (cut.First(part + 1) * positions) - first;
            var reference = new BatchNormalizationReference(count, columns, channels, channelOf);
            double[] partX = [.. x.Skip(first * columns).Take(count * columns).Select(static value => (double)value)];
            (double[] mean, double[] variance) = reference.Statistics(partX);
            double[] y = reference.Normalize(partX, mean, variance, Epsilon, expected.Gamma, expected.Beta);
            double[] dy = [.. expected.Dy.Skip(first * columns).Take(count * columns).Zip(y, (gradient, value) => gradient * derivative(value))];
            (double[] dx, double[] dgamma, double[] dbeta) = reference.Backward(partX, dy, mean, variance, Epsilon, expected.Gamma, frozen: false);
            y.CopyTo(expected.Y, first * columns);
            dx.CopyTo(expected.Dx, first * columns);
            double values = (double)count * columns / channels;
            for (int channel = 0; channel < channels; channel++)
            {
                expected.Mean[channel] += mean[channel] * count / rows;
                expected.Variance[channel] += variance[channel] * (unbiased ? values / (values - 1) : 1) * count / rows;
                expected.DGamma[channel] += dgamma[channel];
                expected.DBeta[channel] += dbeta[channel];
                expected.Steepest = Math.Max(expected.Steepest, 1 / Math.Sqrt(variance[channel] + Epsilon));
            }
        }

        return expected;
    }

    private sealed class Expected(int length, int channels)
    {
        public required float[] Gamma { get; init; }

        public required float[] Beta { get; init; }

        public required float[] Dy { get; init; }

        public double[] Y { get; } = new double[length];

        public double[] Dx { get; } = new double[length];

        public double[] Mean { get; } = new double[channels];

        public double[] Variance { get; } = new double[channels];

        public double[] DGamma { get; } = new double[channels];

        public double[] DBeta { get; } = new double[channels];

        /// <summary>The largest inverse deviation.</summary>
        public double Steepest { get; set; }

        public void Check<TActivation>(float[] y, float[] mean, float[] variance, float[] dx, float[] dgamma, float[] dbeta)
            where TActivation : struct, IActivation
        {
            for (int i = 0; i < length; i++)
            {
                Assert.Equal(Scalar.Sum(default(TActivation).Forward(Scalar.Broadcast((float)Y[i]))), y[i], 2e-5f * (float)(1 + Steepest));
                Assert.Equal(Dx[i], dx[i], 2e-5 * (1 + (Steepest * Steepest)));
            }

            for (int channel = 0; channel < channels; channel++)
            {
                Assert.Equal(Mean[channel], mean[channel], 1e-6 + (1e-7 * Math.Abs(Mean[channel])));
                Assert.Equal(Variance[channel], variance[channel], 1e-5 * (1 + Variance[channel]));
                Assert.Equal(DGamma[channel], dgamma[channel], 2e-5 * Math.Sqrt(length) * (1 + Steepest));
                Assert.Equal(DBeta[channel], dbeta[channel], 1e-5 * Math.Sqrt(length));
            }
        }
    }
}
