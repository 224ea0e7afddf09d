using System.Runtime.CompilerServices;
using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Normalization;

public sealed class ColumnAffineTests
{
    [Theory]
    [MemberData(nameof(AwkwardSizes.Theory), MemberType = typeof(AwkwardSizes))]
    public void Forward_and_Backward_equal_the_reference(int rows)
    {
        foreach (int columns in new[] { 1, 15, 16, 17, 32 })
        {
            Check<Simd512>(rows, columns);
            Check<Simd256>(rows, columns);
            Check<Simd128>(rows, columns);
            Check<Scalar>(rows, columns);
        }

        static void Check<TVector>(int rows, int columns)
            where TVector : struct, IVector<TVector>
        {
            int width = Panel.WidthOf(0, columns);
            double[] exactCenter = Array.ConvertAll(Panels.Random(columns, 1), value => 1e4 + value);
            float[] center = Array.ConvertAll(exactCenter, value => (float)value);
            float[] centerLow = [.. exactCenter.Select((value, c) => (float)(value - center[c]))];
            float[] x = Array.ConvertAll(Panels.Random(rows * columns, 2), value => 1e4f + value);
            float[] scale = Panels.Random(columns, 3);
            float[] offset = Panels.Random(columns, 4);
            double[] expected = new double[x.Length];
            ColumnAffineReference.Forward(x, expected, exactCenter, scale, offset);

            float[] panel = Panels.Poisoned(x, rows, columns);
            float[] centerPadded = Panels.Clean(center, 1, columns);
            float[] lowPadded = Panels.Clean(centerLow, 1, columns);
            float[] scalePadded = Panels.Clean(scale, 1, columns);
            float[] offsetPadded = Panels.Clean(offset, 1, columns);
            ColumnAffine.Forward<TVector>(
                in panel[0], ref panel[0], rows, width, in centerPadded[0], in lowPadded[0], in scalePadded[0], in offsetPadded[0]);
            float[] y = Panels.RowMajor(panel, rows, columns);
            for (int i = 0; i < y.Length; i++)
            {
                Assert.Equal(expected[i], y[i], 1e-6);
            }

            ColumnAffine.Backward<TVector>(in panel[0], ref panel[0], rows, width, in scalePadded[0]);
            float[] dx = Panels.RowMajor(panel, rows, columns);
            for (int i = 0; i < dx.Length; i++)
            {
                Assert.Equal(y[i] * scale[i % columns], dx[i]);
            }
        }
    }

    [Fact]
    public void Absent_shifts_are_zero()
    {
        float[] x = Panels.Random(3 * 16, 1);
        float[] scale = Panels.Random(16, 2);
        float[] y = new float[x.Length];
        float[] dx = new float[x.Length];
        ref float none = ref Unsafe.NullRef<float>();
        ColumnAffine.Forward(in x[0], ref y[0], 3, 16, in none, in none, in scale[0], in none);
        ColumnAffine.Backward(in x[0], ref dx[0], 3, 16, in scale[0]);
        Assert.Equal(x.Select((value, i) => value * scale[i % 16]), y);
        Assert.Equal(y, dx);
    }
}
