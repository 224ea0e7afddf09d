using System.Runtime.CompilerServices;
using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Sparse;

public sealed class SparseProductTests
{
    private static readonly double[] _densities = [0, 0.05, 0.2, 0.38];

    public static TheoryData<int, int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<int, int, int>();
            foreach (int size in AwkwardSizes.All)
            {
                shapes.Add(size, 300, 33);
                shapes.Add(41, size, 33);
                shapes.Add(35, 140, size);
            }

            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Skipping_zeros_changes_no_bit(int rows, int inputs, int outputs)
    {
        Same<Simd512>(rows, inputs, outputs);
        Same<Simd256>(rows, inputs, outputs);
        Same<Simd128>(rows, inputs, outputs);
        Same<Scalar>(rows, inputs, outputs);
        Same<Unfused<Simd512>>(rows, inputs, outputs);
        Same<Unfused<Scalar>>(rows, inputs, outputs);

        static void Same<TVector>(int rows, int inputs, int outputs)
            where TVector : struct, IVector<TVector>
        {
            float[] weights = Panels.Clean(Panels.Random(inputs * outputs, 2), inputs, outputs);
            float[] bias = Panels.Random(Panel.PaddedColumns(outputs), 3);
            float[] dy = Panels.Poisoned(Panels.Random(rows * outputs, 4), rows, outputs);
            foreach (double density in _densities)
            {
                var x = SparseMatrix.Draw(rows, inputs, density, 5);
                x.Fill<TVector>(inPanels: true);
                MatrixView dense = x.View(inPanels: true);
                MatrixView sparse = dense.With(x.RowLists).With(x.ColumnLists);
                if (rows > 1 || TVector.IsReproducible)
                {
                    float[] y = Forward<TVector>(dense, weights, bias, rows, inputs, outputs);
                    Assert.Equal(Bits(y), Bits(Forward<TVector>(sparse, weights, bias, rows, inputs, outputs)));
                    y = Forward<TVector>(dense, weights, [], rows, inputs, outputs);
                    Assert.Equal(Bits(y), Bits(Forward<TVector>(sparse, weights, [], rows, inputs, outputs)));
                }

                float[] dw = Gradient<TVector>(dense, dy, rows, inputs, outputs);
                Assert.Equal(Bits(dw), Bits(Gradient<TVector>(sparse, dy, rows, inputs, outputs)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Products_of_lists_are_the_products(int rows, int inputs, int outputs)
    {
        Products<Simd512>(rows, inputs, outputs);
        Products<Simd256>(rows, inputs, outputs);
        Products<Simd128>(rows, inputs, outputs);
        Products<Scalar>(rows, inputs, outputs);

        static void Products<TVector>(int rows, int inputs, int outputs)
            where TVector : struct, IVector<TVector>
        {
            const double unitRoundoff = 1.0 / (1 << 24);
            float[] weights = Panels.Random(inputs * outputs, 2);
            float[] dy = Panels.Random(rows * outputs, 4);
            float[] weightPanels = Panels.Clean(weights, inputs, outputs);
            float[] dyPanels = Panels.Poisoned(dy, rows, outputs);
            double[] y = new double[rows * outputs];
            double[] dw = new double[inputs * outputs];
            foreach (double density in _densities)
            {
                var x = SparseMatrix.Draw(rows, inputs, density, 6);
                x.Fill<TVector>(inPanels: false);
                MatrixView view = x.View(inPanels: false).With(x.RowLists).With(x.ColumnLists);
                DenseProductReference.Forward(x.Values, weights, [], y, rows, inputs, outputs);
                float[] actual = Forward<TVector>(view, weightPanels, [], rows, inputs, outputs);
                Close.Elementwise(y, Panels.RowMajor(actual, rows, outputs), inputs * inputs * unitRoundoff, 0);

                DenseProductReference.KernelGradient(x.Values, dy, dw, rows, inputs, outputs);
                actual = Gradient<TVector>(view, dyPanels, rows, inputs, outputs);
                Close.Elementwise(dw, Panels.RowMajor(actual, inputs, outputs), rows * rows * unitRoundoff, 0);
                Panels.AssertZeroPadding(actual, inputs, outputs);
            }
        }
    }

    [Fact]
    public void A_row_alone_has_the_bits_that_it_has_in_a_batch()
    {
        Alone<Simd512>();
        Alone<Simd256>();
        Alone<Simd128>();
        Alone<Scalar>();

        static void Alone<TVector>()
            where TVector : struct, IVector<TVector>
        {
            const int rows = 50;
            const int inputs = 300;
            float[] weights = Panels.Random(inputs * 32, 2);
            float[] bias = Panels.Random(32, 3);
            var batch = SparseMatrix.Draw(rows, inputs, 0.2, 1);
            batch.Fill<TVector>(inPanels: true);
            float[] expected = Forward<TVector>(batch.View(inPanels: true).With(batch.RowLists), weights, bias, rows, inputs, 32);
            for (int row = 0; row < rows; row++)
            {
                var alone = new SparseMatrix(batch.Values[(row * inputs)..((row + 1) * inputs)], 1, inputs);
                alone.Fill<TVector>(inPanels: false);
                Assert.True(alone.RowLists.AreFilled);
                float[] actual = Forward<TVector>(alone.View(inPanels: false).With(alone.RowLists), weights, bias, 1, inputs, 32);
                Assert.Equal(expected[(row * 32)..((row + 1) * 32)], actual);
            }
        }
    }

    [Fact]
    public void NaN_and_infinity_in_the_input_propagate_and_those_that_meet_zeros_do_not()
    {
        const int rows = 34;
        const int inputs = 200;
        var x = SparseMatrix.Draw(rows, inputs, 0.1, 1);
        float[] weights = Panels.Random(inputs * 32, 2);
        x.Values[(3 * inputs) + 150] = float.NaN;
        x.Values[(5 * inputs) + 17] = float.PositiveInfinity;
        for (int row = 0; row < rows; row++)
        {
            x.Values[(row * inputs) + 60] = row == 8 ? 0.5f : 0f;
        }

        weights[(60 * 32) + 4] = float.PositiveInfinity;
        x.Fill<Simd512>(inPanels: false);
        MatrixView view = x.View(inPanels: false).With(x.RowLists).With(x.ColumnLists);
        float[] y = Forward<Simd512>(view, weights, [], rows, inputs, 32);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < 32; column++)
            {
                float value = y[(row * 32) + column];
                Assert.Equal(row == 3, float.IsNaN(value));
                Assert.Equal(row == 5 || (row == 8 && column == 4), float.IsInfinity(value));
            }
        }

        float[] dw = Gradient<Simd512>(view, Panels.Random(rows * 32, 3), rows, inputs, 32);
        for (int input = 0; input < inputs; input++)
        {
            Assert.Equal(input == 150, float.IsNaN(dw[input * 32]));
            Assert.Equal(input == 17, float.IsInfinity(dw[input * 32]));
        }
    }

    [Fact]
    public void A_matrix_with_too_few_zeros_is_multiplied_as_it_is()
    {
        const int rows = 20;
        const int inputs = 50;
        var x = SparseMatrix.Draw(rows, inputs, 0.7, 1);
        float[] weights = Panels.Random(inputs * 32, 2);
        x.Fill<Simd512>(inPanels: true);
        Assert.False(x.RowLists.AreFilled);
        MatrixView dense = x.View(inPanels: true);
        MatrixView sparse = dense.With(x.RowLists).With(x.ColumnLists);
        Assert.Equal(Forward<Simd512>(dense, weights, [], rows, inputs, 32), Forward<Simd512>(sparse, weights, [], rows, inputs, 32));
        float[] dy = Panels.Random(rows * 32, 3);
        Assert.Equal(Gradient<Simd512>(dense, dy, rows, inputs, 32), Gradient<Simd512>(sparse, dy, rows, inputs, 32));
    }

    [Fact]
    public void The_first_rows_of_a_listed_matrix_are_multiplied_as_they_are()
    {
        const int rows = 20;
        const int inputs = 50;
        var x = SparseMatrix.Draw(rows, inputs, 0.2, 1);
        float[] weights = Panels.Random(inputs * 32, 2);
        x.Fill<Simd512>(inPanels: true);
        MatrixView view = x.View(inPanels: true).With(x.RowLists);
        float[] whole = Forward<Simd512>(view, weights, [], rows, inputs, 32);
        float[] part = Panels.Unwritten(rows, 32);
        DenseProduct.Forward(view, in weights[0], ref Unsafe.NullRef<float>(), ref part[0], 7, inputs, 32);
        for (int i = 0; i < 7 * 32; i++)
        {
            Assert.Equal(whole[i], part[i], 1e-5f);
        }

        Assert.All(part[(7 * 32)..], static value => Assert.True(float.IsNaN(value)));
    }

    private static int[] Bits(float[] values) => Array.ConvertAll(values, BitConverter.SingleToInt32Bits);

    private static float[] Forward<TVector>(MatrixView x, float[] weights, float[] bias, int rows, int inputs, int outputs)
        where TVector : struct, IVector<TVector>
    {
        float[] y = Panels.Unwritten(rows, outputs);
        for (int panel = 0; panel < Panel.Count(outputs); panel++)
        {
            DenseProduct.Forward<TVector>(
                in x,
                in weights[panel * inputs * Panel.Width],
                ref bias.Length == 0 ? ref Unsafe.NullRef<float>() : ref bias[panel * Panel.Width],
                ref y[panel * rows * Panel.Width],
                rows,
                inputs,
                Panel.WidthOf(panel, outputs));
        }

        return y;
    }

    private static float[] Gradient<TVector>(MatrixView x, float[] dy, int rows, int inputs, int outputs)
        where TVector : struct, IVector<TVector>
    {
        float[] dw = Panels.Unwritten(inputs, outputs);
        for (int panel = 0; panel < Panel.Count(outputs); panel++)
        {
            DenseProduct.KernelGradient<TVector>(
                in x,
                in dy[panel * rows * Panel.Width],
                ref dw[panel * inputs * Panel.Width],
                rows,
                inputs,
                Panel.WidthOf(panel, outputs),
                Math.Min(Panel.Width, outputs - (panel * Panel.Width)));
        }

        return dw;
    }
}
