using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Normalization;

public sealed class ColumnFunctionTests
{
    [Theory]
    [MemberData(nameof(AwkwardSizes.Theory), MemberType = typeof(AwkwardSizes))]
    public void Chosen_columns_equal_the_formula_and_others_pass_through(int rows)
    {
        foreach (int width in new[] { 16, 32 })
        {
            foreach (uint chosen in new[] { 0u, 1u, 0x8421_8005u, 0xFFFF_FFFFu })
            {
                CheckAll(new Clip(-0.25f, 0.5f), static x => Math.Clamp(x, -0.25, 0.5), static x => x is > -0.25 and < 0.5 ? 1 : 0, rows, width, chosen);
                CheckAll(new ShiftedLog(3), static x => Math.Log(x + 3), static x => 1 / (x + 3), rows, width, chosen);
            }
        }
    }

    [Fact]
    public void NaN_and_the_ends_of_the_range()
    {
        float[] x = [-1, 1, float.NaN, -2, 2, float.NegativeInfinity, float.PositiveInfinity, .. new float[9]];
        var y = new float[16];
        var dx = new float[16];
        float[] ones = [.. Enumerable.Repeat(1f, 16)];
        ColumnFunction.Forward(new Clip(-1, 1), in x[0], ref y[0], 1, 16, 0xFFFF_FFFFu);
        ColumnFunction.Backward(new Clip(-1, 1), in x[0], in y[0], in ones[0], ref dx[0], 1, 16, 0xFFFF_FFFFu);
        Assert.Equal([-1, 1, float.NaN, -1, 1, -1, 1, 0], y[..8]);
        Assert.Equal([0, 0, float.NaN, 0, 0, 0, 0, 1], dx[..8]);

        ColumnFunction.Forward(new ShiftedLog(1), in x[0], ref y[0], 1, 16, 0xFFFF_FFFFu);
        Assert.Equal([float.NegativeInfinity, MathF.Log(2), float.NaN, float.NaN], y[..4]);
        Assert.Equal(0, y[7]);
    }

    private static void CheckAll<TFunction>(
        TFunction function, Func<double, double> value, Func<double, double> slope, int rows, int width, uint chosen)
        where TFunction : struct, IActivation
    {
        Check<Simd512, TFunction>(function, value, slope, rows, width, chosen);
        Check<Simd256, TFunction>(function, value, slope, rows, width, chosen);
        Check<Simd128, TFunction>(function, value, slope, rows, width, chosen);
        Check<Scalar, TFunction>(function, value, slope, rows, width, chosen);
    }

    private static void Check<TVector, TFunction>(
        TFunction function, Func<double, double> value, Func<double, double> slope, int rows, int width, uint chosen)
        where TVector : struct, IVector<TVector>
        where TFunction : struct, IActivation
    {
        float[] x = Panels.Random(rows * width, 1);
        float[] dy = Panels.Random(rows * width, 2);
        var y = new float[x.Length];
        var dx = new float[x.Length];
        ColumnFunction.ForwardRun<TVector, TFunction>(function, in x[0], ref y[0], rows, width, chosen);
        ColumnFunction.BackwardRun<TVector, TFunction>(function, in x[0], in y[0], in dy[0], ref dx[0], rows, width, chosen);
        for (int i = 0; i < x.Length; i++)
        {
            bool isChosen = ((chosen >> (i % width)) & 1) == 1;
            Assert.Equal(isChosen ? value(x[i]) : x[i], y[i], 1e-6);
            Assert.Equal(isChosen ? dy[i] * slope(x[i]) : dy[i], dx[i], 1e-6);
        }
    }
}
