using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Activations;

/// <summary>Softmax and log-softmax, whose passes are shared.</summary>
public class SoftmaxTests
{
    [Theory]
    [MemberData(nameof(AwkwardSizes.Theory), MemberType = typeof(AwkwardSizes))]
    public void Agrees_with_the_reference(int columns)
    {
        Check<Simd512>(rows: 5, columns);
        Check<Simd256>(rows: 5, columns);
        Check<Simd128>(rows: 5, columns);
        Check<Scalar>(rows: 5, columns);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(17)]
    [InlineData(100)]
    [InlineData(1000)]
    public void Is_within_its_bound_and_the_same_at_every_width_where_reproducible(int columns)
    {
        const int rows = 200;
        float[] x = Array.ConvertAll(Panels.Random(rows * columns, columns), static value => 8 * value);
        float[] reproducible = Forward<Unfused<Simd512>>();
        Assert.Equal(reproducible, Forward<Unfused<Simd256>>());
        Assert.Equal(reproducible, Forward<Unfused<Simd128>>());
        Assert.Equal(reproducible, Forward<Unfused<Scalar>>());
        double worst = 0;
        foreach (float[] y in new[] { reproducible, Forward<Simd512>(), Forward<Simd256>(), Forward<Simd128>(), Forward<Scalar>() })
        {
            for (int row = 0; row < rows; row++)
            {
                double maximum = x.AsSpan(row * columns, columns).ToArray().Max();
                double sum = x.AsSpan(row * columns, columns).ToArray().Sum(value => Math.Exp(value - maximum));
                for (int i = row * columns; i < (row + 1) * columns; i++)
                {
                    double distance = Ulp.Distance(y[i], Math.Exp(x[i] - maximum) / sum);
                    worst = Math.Max(worst, distance);
                    Assert.True(distance <= 6 + (maximum - x[i]) + SumBound(columns), $"{distance} ulp at {x[i]:R} of row {row}.");
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"softmax of {columns}: {worst:F2} ulp");

        float[] Forward<TVector>()
            where TVector : struct, IVector<TVector>
        {
            float[] y = Panels.Poisoned(x, rows, columns);
            Softmax.ForwardRun<TVector>(in y[0], ref y[0], rows, columns);
            return Panels.RowMajor(y, rows, columns);
        }
    }

    /// <summary>Adding thousands of equal terms one by one would round the same way each time.</summary>
    [Fact]
    public void Wide_rows_of_equal_values_are_within_the_bound()
    {
        const int columns = 100_000;
        float[] x = new float[columns];
        x[0] = 6;
        float[] y = Panels.Poisoned(x, 1, columns);
        Softmax.Forward(in y[0], ref y[0], 1, columns);
        y = Panels.RowMajor(y, 1, columns);
        double sum = 1 + ((columns - 1) * Math.Exp(-6));
        Assert.True(Ulp.Distance(y[0], 1 / sum) <= 6 + SumBound(columns));
        Assert.All(y.Skip(1), value => Assert.True(Ulp.Distance(value, Math.Exp(-6) / sum) <= 12 + SumBound(columns)));
    }

    /// <summary>What summing so many terms costs at the most, in units in the last place.</summary>
    private static double SumBound(int columns) => Math.Min(columns / 16.0, 32 + (columns / 512.0));

    [Fact]
    public void Agrees_with_golden_values()
    {
        SafetensorsFile golden = GoldenFolder.Read("act_softmax");
        (float[] x, float[] dy) = (golden["x"].ToArray<float>(), golden["dy"].ToArray<float>());
        (int rows, int columns) = ((int)golden["x"].Shape[0], (int)golden["x"].Shape[1]);
        float[] y = Panels.Poisoned(x, rows, columns);
        float[] dx = Panels.Poisoned(dy, rows, columns);
        Softmax.Forward(in y[0], ref y[0], rows, columns);
        Softmax.Backward(in y[0], in dx[0], ref dx[0], rows, columns);
        Close.Elementwise(golden["f64/y"].ToArray<double>(), Panels.RowMajor(y, rows, columns), 5e-7, 2e-6);
        Close.Elementwise(golden["f64/grad/x"].ToArray<double>(), Panels.RowMajor(dx, rows, columns), 5e-7, 2e-6);

        golden = GoldenFolder.Read("act_log_softmax");
        (x, dy) = (golden["x"].ToArray<float>(), golden["dy"].ToArray<float>());
        (rows, columns) = ((int)golden["x"].Shape[0], (int)golden["x"].Shape[1]);
        y = Panels.Poisoned(x, rows, columns);
        dx = Panels.Poisoned(dy, rows, columns);
        LogSoftmax.Forward(in y[0], ref y[0], rows, columns);
        LogSoftmax.Backward(in y[0], in dx[0], ref dx[0], rows, columns);
        Close.Elementwise(golden["f64/y"].ToArray<double>(), Panels.RowMajor(y, rows, columns), 1e-6, 4e-6);
        Close.Elementwise(golden["f64/grad/x"].ToArray<double>(), Panels.RowMajor(dx, rows, columns), 1e-6, 4e-6);
    }

    [Fact]
    public void An_offset_changes_nothing()
    {
        float[] x = Panels.Poisoned([1f, 2f, 3f, 10001f, 10002f, 10003f, -10003f, -10002f, -10001f], 3, 3);
        Softmax.Forward(in x[0], ref x[0], 3, 3);
        float[] y = Panels.RowMajor(x, 3, 3);
        Assert.Equal(y[..3], y[3..6]);
        Assert.Equal(y[..3], y[6..]);
        Assert.Equal(1f, y[..3].Sum(), 1e-6f);
    }

    [Fact]
    public void Minus_infinity_gets_no_probability()
    {
        float[] x = Panels.Poisoned([0f, float.NegativeInfinity, 0f], 1, 3);
        Softmax.Forward(in x[0], ref x[0], 1, 3);
        Assert.Equal([0.5f, 0f, 0.5f], x[..3]);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_broken_value_breaks_its_row_and_no_other(float broken)
    {
        const int Columns = 40;
        float[] logits = new float[2 * Columns];
        logits[35] = broken;
        float[] x = Panels.Poisoned(logits, 2, Columns);
        float[] logarithm = [.. x];
        Softmax.Forward(in x[0], ref x[0], 2, Columns);
        LogSoftmax.Forward(in logarithm[0], ref logarithm[0], 2, Columns);
        foreach (float[] y in new[] { Panels.RowMajor(x, 2, Columns), Panels.RowMajor(logarithm, 2, Columns) })
        {
            // Log-softmax of finite values beside +∞ is their limit, −∞; all else in the row is NaN.
            Assert.True(float.IsNaN(y[35]));
            Assert.All(y[..Columns], value => Assert.False(float.IsFinite(value) && value != 0));
            Assert.All(y[Columns..], value => Assert.True(float.IsFinite(value)));
        }
    }

    private static void Check<TVector>(int rows, int columns)
        where TVector : struct, IVector<TVector>
    {
        float[] x = Panels.Random(rows * columns, seed: columns);
        float[] dy = Panels.Random(rows * columns, seed: columns + 1);
        for (int i = 0; i < x.Length; i++)
        {
            x[i] *= 20;
        }

        float[] y = Panels.Poisoned(x, rows, columns);
        float[] dx = Panels.Poisoned(dy, rows, columns);
        Softmax.ForwardRun<TVector>(in y[0], ref y[0], rows, columns);
        Softmax.BackwardRun<TVector>(in y[0], in dx[0], ref dx[0], rows, columns);

        float[] logarithm = Panels.Poisoned(x, rows, columns);
        float[] logarithmDx = Panels.Poisoned(dy, rows, columns);
        LogSoftmax.ForwardRun<TVector>(in logarithm[0], ref logarithm[0], rows, columns);
        LogSoftmax.BackwardRun<TVector>(in logarithm[0], in logarithmDx[0], ref logarithmDx[0], rows, columns);

        for (int row = 0; row < rows; row++)
        {
            Range range = (row * columns)..((row + 1) * columns);
            double[] exactY = SoftmaxReference.Forward(x[range]);
            double[] exactDx = SoftmaxReference.Backward(exactY, dy[range]);

            // Up to 40 below the maximum, half a unit of the difference is 2e-6 of the exponential.
            Close.Elementwise(exactY, Panels.RowMajor(y, rows, columns)[range], 1e-40, 4e-6);
            Close.Elementwise(exactDx, Panels.RowMajor(dx, rows, columns)[range], 5e-7, 2e-6);

            double[] exactLogarithm = SoftmaxReference.LogForward(x[range]);
            double[] exactLogarithmDx = SoftmaxReference.LogBackward(exactLogarithm, dy[range]);
            Close.Elementwise(exactLogarithm, Panels.RowMajor(logarithm, rows, columns)[range], 5e-7, 4e-7);
            Close.Elementwise(exactLogarithmDx, Panels.RowMajor(logarithmDx, rows, columns)[range], 5e-7, 8e-6);
        }
    }
}
