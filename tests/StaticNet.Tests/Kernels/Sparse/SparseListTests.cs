using System.Runtime.CompilerServices;
using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Sparse;

public sealed class SparseListTests
{
    public static TheoryData<int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<int, int>();
            foreach (int size in AwkwardSizes.All)
            {
                shapes.Add(size, 37);
                shapes.Add(5, size);
                shapes.Add(40, size);
            }

            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Lists_hold_what_is_not_zero_in_order(int rows, int columns)
    {
        Lists<Simd512>(rows, columns);
        Lists<Simd256>(rows, columns);
        Lists<Simd128>(rows, columns);
        Lists<Scalar>(rows, columns);

        static void Lists<TVector>(int rows, int columns)
            where TVector : struct, IVector<TVector>
        {
            foreach (double density in new[] { 0, 0.05, 0.2, 0.38, 0.5, 1 })
            {
                foreach (bool inPanels in new[] { false, true })
                {
                    var x = SparseMatrix.Draw(rows, columns, density, 1);
                    x.Fill<TVector>(inPanels);
                    bool isSparse = x.Values.Count(static value => value != 0) <= (long)SparseRows.LimitOf(columns) * rows;
                    Assert.Equal(isSparse, x.RowLists.AreFilled);
                    Assert.Equal(isSparse, x.ColumnLists.AreFilled);
                    if (isSparse)
                    {
                        Assert.Equal(SparseListReference.ByRow(x.Values, rows, columns, BlockColumns(x)), ByRow(x));
                        Assert.Equal(SparseListReference.ByColumn(x.Values, rows, columns), ByColumn(x));
                    }
                }
            }
        }
    }

    [Fact]
    public void Only_zeros_of_either_sign_are_left_out()
    {
        foreach (float value in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.Epsilon, -float.Epsilon, 0f, -0f })
        {
            bool isListed = float.IsNaN(value) || Math.Abs(value) > 0;
            Listed<Simd512>(value, isListed);
            Listed<Simd256>(value, isListed);
            Listed<Simd128>(value, isListed);
            Listed<Scalar>(value, isListed);
        }

        static void Listed<TVector>(float value, bool isListed)
            where TVector : struct, IVector<TVector>
        {
            // One in the middle of a vector, one among the last, which fill none.
            foreach (int column in new[] { 11, 36 })
            {
                float[] values = new float[37];
                values[column] = value;
                var x = new SparseMatrix(values, 1, 37);
                x.Fill<TVector>(inPanels: false);
                (int, int, float)[] expected = isListed ? [(0, column, value)] : [];
                Assert.Equal(expected, ByRow(x));
            }
        }
    }

    [Fact]
    public void A_matrix_without_lists_has_none_that_are_filled()
    {
        float[] values = [1f, 0f];
        MatrixView view = MatrixView.RowMajor(in values[0], 1, 2);
        Assert.False(view.RowLists.AreFilled);
        Assert.False(view.ColumnLists.AreFilled);
    }

    private static int BlockColumns(SparseMatrix x) => x.RowLists.Blocks == 1 ? x.Columns : 128;

    private static (int Row, int Column, float Value)[] ByRow(SparseMatrix x)
    {
        SparseRows lists = x.RowLists;
        var entries = new List<(int, int, float)>();
        for (int list = 0; list < lists.Blocks * lists.Rows; list++)
        {
            int end = Unsafe.Add(ref lists.Starts, list + 1);
            for (int entry = Unsafe.Add(ref lists.Starts, list); entry < end; entry++)
            {
                entries.Add((list % lists.Rows, Unsafe.Add(ref lists.EntryColumns, entry), Unsafe.Add(ref lists.EntryValues, entry)));
            }
        }

        return [.. entries];
    }

    private static (int Row, int Column, float Value)[] ByColumn(SparseMatrix x)
    {
        SparseColumns lists = x.ColumnLists;
        var entries = new List<(int, int, float)>();
        int entry = 0;
        for (int column = 0; column < lists.Columns; column++)
        {
            for (; entry < Unsafe.Add(ref lists.Ends, column); entry++)
            {
                float value = BitConverter.Int32BitsToSingle(Unsafe.Add(ref lists.Entries, (2 * entry) + 1));
                entries.Add((Unsafe.Add(ref lists.Entries, 2 * entry), column, value));
            }
        }

        return [.. entries];
    }
}
