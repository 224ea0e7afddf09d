using System.Runtime.CompilerServices;
using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Normalization;

public sealed class SampleNormalizationTests
{
    private const float Epsilon = 1e-3f;

    [Theory]
    [MemberData(nameof(AwkwardSizes.Theory), MemberType = typeof(AwkwardSizes))]
    public void Every_pass_of_a_row_equals_the_reference(int columns)
    {
        foreach (int rows in new[] { 1, 3, 32, 35 })
        {
            float[] x = Panels.Random(rows * columns, rows + columns);
            CheckAll(x, new Sizes(rows, columns, 1, 1, Centered: columns > 1));
            CheckAll(x, new Sizes(rows, columns, 1, 1, Centered: false));
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [InlineData(3, 1)]
    [InlineData(3, 5)]
    [InlineData(4, 8)]
    [InlineData(5, 13)]
    [InlineData(16, 2)]
    [InlineData(16, 3)]
    [InlineData(17, 3)]
    [InlineData(31, 2)]
    [InlineData(33, 3)]
    [InlineData(1, 70)]
    public void Every_pass_of_groups_equals_the_reference(int groupColumns, int groups)
    {
        foreach ((int samples, int positions) in new[] { (1, 2), (2, 12), (9, 7), (3, 1) })
        {
            if (groupColumns * positions > 1)
            {
                int rows = samples * positions;
                int columns = groupColumns * groups;
                CheckAll(Panels.Random(rows * columns, rows + columns), new Sizes(rows, columns, positions, groups, Centered: true));
            }
        }
    }

    [Fact]
    public void A_mean_of_ten_thousand_deviations_costs_no_accuracy()
    {
        float[] x = Array.ConvertAll(Panels.Random(24 * 60, 1), value => 1e4f + (1.7f * value));
        CheckAll(x, new Sizes(24, 60, 1, 1, Centered: true));
        CheckAll(x, new Sizes(24, 60, 6, 5, Centered: true));
    }

    [Fact]
    public void Long_rows_of_equal_squares_keep_their_digits()
    {
        const int Columns = 20_000;
        float[] x = [.. Enumerable.Range(0, Columns).Select(static i => i % 2 == 0 ? 0.7f : -0.7f)];
        float[] panels = Panels.Poisoned(x, 1, Columns);
        float[] y = Panels.Unwritten(1, Columns);
        ref float none = ref Unsafe.NullRef<float>();
        SampleNormalization.Forward(in panels[0], ref y[0], 1, Columns, 1, 1, centered: true, 1e-12f, in none, in none, ref none, 0, 1);
        Assert.All(Panels.RowMajor(y, 1, Columns), static value => Assert.Equal(1, MathF.Abs(value), 4e-7f));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(6, 5)]
    public void The_bits_depend_neither_on_the_width_nor_on_who_takes_which_samples(int positions, int groups)
    {
        var sizes = new Sizes(24, 65, positions, groups, Centered: true);
        float[] x = Panels.Random(sizes.Rows * sizes.Columns, 3);
        Results whole = Run<Unfused<Simd512>>(x, sizes, shares: 1);
        Assert.Equivalent(whole, Run<Unfused<Simd512>>(x, sizes, shares: 3), strict: true);
        Assert.Equivalent(whole, Run<Unfused<Simd256>>(x, sizes, shares: 2), strict: true);
        Assert.Equivalent(whole, Run<Unfused<Simd128>>(x, sizes, shares: 1), strict: true);
        Assert.Equivalent(whole, Run<Unfused<Scalar>>(x, sizes, shares: 4), strict: true);
    }

    [Fact]
    public void A_constant_row_gives_beta_and_NaN_stays_in_its_row()
    {
        float[] x = [5f, 5f, 5f, 1f, float.NaN, 2f, 1f, 2f, 3f];
        float[] panels = Panels.Poisoned(x, 3, 3);
        float[] beta = Panels.Clean([0.5f, -1f, 2f], 1, 3);
        ref float none = ref Unsafe.NullRef<float>();

        // In place, as predictors work.
        SampleNormalization.Forward(in panels[0], ref panels[0], 3, 3, 1, 1, centered: true, Epsilon, in none, in beta[0], ref none, 0, 3);
        float[] y = Panels.RowMajor(panels, 3, 3);
        Assert.Equal([0.5f, -1f, 2f], y[..3]);
        Assert.All(y[3..6], static value => Assert.True(float.IsNaN(value)));
        Assert.All(y[6..], static value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void The_public_passes_take_absent_parameters()
    {
        const int Rows = 6;
        const int Columns = 35;
        float[] x = Panels.Random(Rows * Columns, 1);
        float[] panels = Panels.Poisoned(x, Rows, Columns);
        float[] y = Panels.Unwritten(Rows, Columns);
        float[] moments = new float[3 * Rows];
        ref float none = ref Unsafe.NullRef<float>();
        SampleNormalization.Forward(in panels[0], ref y[0], Rows, Columns, 1, 1, true, Epsilon, in none, in none, ref moments[0], 0, Rows);
        var reference = new SampleNormalizationReference(Rows, Columns, 1, 1, true, Epsilon);
        float[] ones = [.. Enumerable.Repeat(1f, Columns)];
        Close.Elementwise(reference.Forward(Wide(x), ones, new float[Columns]), Panels.RowMajor(y, Rows, Columns), 2e-6, 0);

        float[] dy = Panels.Random(Rows * Columns, 2);
        float[] gradient = Panels.Poisoned(dy, Rows, Columns);
        float[] dx = Panels.Unwritten(Rows, Columns);
        float[] dbeta = new float[64];
        SampleNormalization.ParameterGradients(in panels[0], in gradient[0], in moments[0], Rows, Columns, 1, 1, true, 1, ref none, ref dbeta[0]);
        SampleNormalization.InputGradient(
            in panels[0], in gradient[0], ref dx[0], in moments[0], in none, Rows, Columns, 1, 1, true, 0, Rows);
        (double[] exact, _, double[] exactBeta) = reference.Backward(Wide(x), dy, ones);
        Close.Elementwise(exact, Panels.RowMajor(dx, Rows, Columns), 5e-6, 0);
        Close.Elementwise(exactBeta.AsSpan(32), dbeta.AsSpan(32, 3), 2e-6, 0);
        Assert.All(dbeta[..32], static value => Assert.Equal(0f, value));
    }

    private static double[] Wide(float[] values) => Array.ConvertAll(values, static value => (double)value);

    private static void CheckAll(float[] x, Sizes sizes)
    {
        Check<Simd512>(x, sizes);
        Check<Simd256>(x, sizes);
        Check<Simd128>(x, sizes);
        Check<Scalar>(x, sizes);
    }

    private static void Check<TVector>(float[] x, Sizes sizes)
        where TVector : struct, IVector<TVector>
    {
        Results actual = Run<TVector>(x, sizes, shares: 2);
        var reference = new SampleNormalizationReference(
            sizes.Rows, sizes.Columns, sizes.Positions, sizes.Groups, sizes.Centered, Epsilon);
        double[] exact = Wide(x);
        (double[] mean, double[] deviation) = reference.Statistics(exact);
        int regions = mean.Length;
        for (int i = 0; i < regions; i++)
        {
            Assert.Equal(1, actual.Moments[i] * deviation[i], 1e-6);
            if (sizes.Centered)
            {
                Assert.Equal(mean[i], (double)actual.Moments[regions + i] + actual.Moments[(2 * regions) + i], 1e-6 * deviation[i]);
            }
        }

        (double[] dx, double[] dgamma, double[] dbeta) = reference.Backward(exact, sizes.Dy, sizes.Gamma);
        double steepest = deviation.Max(static value => 1 / value);
        Close.Elementwise(reference.Forward(exact, sizes.Gamma, sizes.Beta), actual.Y, 5e-6, 1e-6);
        Close.Elementwise(dx, actual.Dx, 5e-6 * steepest, 1e-6);
        Close.Elementwise(dgamma, actual.Dgamma, 2e-6 * Math.Sqrt(sizes.Rows), 1e-6);
        Close.Elementwise(dbeta, actual.Dbeta, 1e-6 * Math.Sqrt(sizes.Rows), 1e-6);
    }

    /// <summary>All passes, the samples shared out among several callers.</summary>
    private static Results Run<TVector>(float[] x, Sizes sizes, int shares)
        where TVector : struct, IVector<TVector>
    {
        (int rows, int columns, int positions, int groups, bool centered) = sizes;
        var layout = new SampleNormalization.Layout(rows, columns, positions, groups, centered);
        float[] panels = Panels.Poisoned(x, rows, columns);
        float[] gamma = Panels.Poisoned(sizes.Gamma, 1, columns);
        float[] beta = Panels.Poisoned(sizes.Beta, 1, columns);
        float[] dy = Panels.Poisoned(sizes.Dy, rows, columns);
        float[] y = Panels.Unwritten(rows, columns);
        float[] dx = Panels.Unwritten(rows, columns);
        float[] dgamma = Panels.Unwritten(1, columns);
        float[] dbeta = Panels.Unwritten(1, columns);
        int samples = rows / positions;
        float[] moments = new float[(centered ? 3 : 1) * samples * groups];
        for (int share = 0; share < shares; share++)
        {
            SampleNormalization.Forward<TVector>(
                in panels[0], ref y[0], in layout, Epsilon, in gamma[0], in beta[0], ref moments[0], samples * share / shares,
                samples * (share + 1) / shares);
        }

        for (int panel = 0; panel < Panel.Count(columns); panel++)
        {
            SampleNormalization.ParameterGradients<TVector>(in panels[0], in dy[0], in moments[0], in layout, panel, ref dgamma[0], ref dbeta[0]);
        }

        for (int share = 0; share < shares; share++)
        {
            SampleNormalization.InputGradient<TVector>(
                in panels[0], in dy[0], ref dx[0], in moments[0], in gamma[0], in layout, samples * share / shares, samples * (share + 1) / shares);
        }

        Panels.AssertZeroPadding(dgamma, 1, columns);
        Panels.AssertZeroPadding(dbeta, 1, columns);
        return new Results(
            Panels.RowMajor(y, rows, columns), Panels.RowMajor(dx, rows, columns), dgamma[..columns], dbeta[..columns], moments);
    }

    private sealed record Sizes(int Rows, int Columns, int Positions, int Groups, bool Centered)
    {
        public float[] Gamma => Panels.Random(Columns, 11);

        public float[] Beta => Panels.Random(Columns, 12);

        public float[] Dy => Panels.Random(Rows * Columns, 13);
    }

    private sealed record Results(float[] Y, float[] Dx, float[] Dgamma, float[] Dbeta, float[] Moments);
}
