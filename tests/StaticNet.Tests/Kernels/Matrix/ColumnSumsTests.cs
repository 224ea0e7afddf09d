using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Matrix;

public sealed class ColumnSumsTests
{
    [Theory]
    [MemberData(nameof(AwkwardSizes.Theory), MemberType = typeof(AwkwardSizes))]
    public void Sums_equal_the_reference_with_zero_padding(int rows)
    {
        for (int columns = 1; columns <= Panel.Width; columns++)
        {
            float[] dy = Panels.Random(rows * columns, columns);
            double[] expected = new double[columns];
            ColumnSumsReference.Sum(dy, expected, rows, columns);
            foreach (float[] sums in AllWidths(dy, rows, columns))
            {
                Assert.Equal(Panel.PaddedColumns(columns), sums.Length);
                for (int c = 0; c < sums.Length; c++)
                {
                    Assert.Equal(c < columns ? expected[c] : 0, sums[c], 1e-6 * Math.Sqrt(rows));
                }

                Assert.All(sums[columns..], padding => Assert.Equal(0f, padding));
            }
        }
    }

    [Fact]
    public void Ones_are_not_lost_beside_a_sum_too_large_for_single_precision()
    {
        const int rows = 4096;
        float[] dy = new float[rows];
        Array.Fill(dy, 1f, ColumnSums.BlockRows, rows - (2 * ColumnSums.BlockRows));
        dy[0] = 1e9f;
        dy[^1] = -1e9f;
        foreach (float[] sums in AllWidths(dy, rows, 1))
        {
            Assert.Equal(rows - (2 * ColumnSums.BlockRows), sums[0]);
        }
    }

    [Fact]
    public void NaN_stays_in_its_column()
    {
        float[] dy = Panels.Random(5 * 17, 1);
        dy[(2 * 17) + 16] = float.NaN;
        foreach (float[] sums in AllWidths(dy, 5, 17))
        {
            Assert.All(sums[..16], sum => Assert.False(float.IsNaN(sum)));
            Assert.True(float.IsNaN(sums[16]));
        }
    }

    private static float[][] AllWidths(float[] dy, int rows, int columns)
    {
        float[] panel = Panels.Poisoned(dy, rows, columns);
        int width = Panel.WidthOf(0, columns);
        float[][] sums = [.. Enumerable.Range(0, 5).Select(_ => Panels.Unwritten(1, columns))];
        ColumnSums.Sum<Simd512>(in panel[0], ref sums[0][0], rows, width, columns);
        ColumnSums.Sum<Simd256>(in panel[0], ref sums[1][0], rows, width, columns);
        ColumnSums.Sum<Simd128>(in panel[0], ref sums[2][0], rows, width, columns);
        ColumnSums.Sum<Scalar>(in panel[0], ref sums[3][0], rows, width, columns);
        ColumnSums.Sum(in panel[0], ref sums[4][0], rows, width, columns);
        return sums;
    }
}
