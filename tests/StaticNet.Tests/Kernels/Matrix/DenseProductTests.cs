using System.Runtime.CompilerServices;
using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Matrix;

public sealed class DenseProductTests
{
    public static TheoryData<int, int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<int, int, int>();
            foreach (int size in AwkwardSizes.All)
            {
                shapes.Add(size, 17, 33);
                shapes.Add(5, size, 33);
                shapes.Add(13, 33, size);
            }

            return shapes;
        }
    }

    public static TheoryData<int> SeveralRows => [.. AwkwardSizes.All.Where(size => size > 1)];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Forward_is_the_product_and_the_bias(int rows, int inputs, int outputs)
    {
        Forward<Simd512>(rows, inputs, outputs);
        Forward<Simd256>(rows, inputs, outputs);
        Forward<Simd128>(rows, inputs, outputs);
        Forward<Scalar>(rows, inputs, outputs);
        Forward<Unfused<Simd512>>(rows, inputs, outputs);
        Forward<Unfused<Simd128>>(rows, inputs, outputs);

        static void Forward<TVector>(int rows, int inputs, int outputs)
            where TVector : struct, IVector<TVector>
        {
            float[] x = Panels.Random(rows * inputs, 1);
            float[] weights = Panels.Random(inputs * outputs, 2);
            float[] bias = Panels.Random(outputs, 3);
            double[] expected = new double[rows * outputs];
            double[] bound = new double[rows * outputs];
            foreach (float[] offsets in new[] { bias, [] })
            {
                DenseProductReference.Forward(x, weights, offsets, expected, rows, inputs, outputs);
                DenseProductReference.Forward(Absolute(x), Absolute(weights), Absolute(offsets), bound, rows, inputs, outputs);
                foreach (bool inPanels in new[] { false, true })
                {
                    float[] actual = Product<TVector>(x, weights, offsets, rows, inputs, outputs, inPanels);
                    AssertRounded(expected, bound, Panels.RowMajor(actual, rows, outputs), inputs + 1);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(SeveralRows))]
    public void A_row_has_the_same_bits_wherever_it_stands_and_beside_whatever(int rows)
    {
        Rows<Simd512>(rows);
        Rows<Simd256>(rows);
        Rows<Simd128>(rows);
        Rows<Scalar>(rows);
        Rows<Unfused<Simd512>>(rows);
        Rows<Unfused<Simd128>>(rows);

        static void Rows<TVector>(int rows)
            where TVector : struct, IVector<TVector>
        {
            const int inputs = 37;
            const int outputs = 40;
            float[] row = Panels.Random(inputs, 1);
            float[] weights = Panels.Random(inputs * outputs, 2);
            float[] bias = Panels.Random(outputs, 3);
            float[] pair = Product<TVector>([.. row, .. Panels.Random(inputs, 4)], weights, bias, 2, inputs, outputs, inPanels: false);
            float[] expected = Panels.RowMajor(pair, 2, outputs)[..outputs];

            // The row stands at every other position, first the even and then the odd ones.
            for (int start = 0; start < 2; start++)
            {
                float[] x = Panels.Random(rows * inputs, 5);
                for (int position = start; position < rows; position += 2)
                {
                    row.CopyTo(x, position * inputs);
                }

                foreach (bool inPanels in new[] { false, true })
                {
                    float[] actual = Panels.RowMajor(Product<TVector>(x, weights, bias, rows, inputs, outputs, inPanels), rows, outputs);
                    for (int position = start; position < rows; position += 2)
                    {
                        Assert.Equal(expected, actual.AsSpan(position * outputs, outputs));
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(AwkwardSizes.Theory), MemberType = typeof(AwkwardSizes))]
    public void An_activation_in_the_product_has_the_bits_of_one_behind_it(int rows)
    {
        foreach (int width in new[] { 16, 32 })
        {
            Activated<Simd512, LeakyRelu>(rows, width, new LeakyRelu(0.3f));
            Activated<Simd256, LeakyRelu>(rows, width, new LeakyRelu(0.3f));
            Activated<Simd128, LeakyRelu>(rows, width, new LeakyRelu(0.3f));
            Activated<Scalar, LeakyRelu>(rows, width, new LeakyRelu(0.3f));
            Activated<Simd512, Tanh>(rows, width, default);
            Activated<Scalar, Tanh>(rows, width, default);
        }

        static void Activated<TVector, TActivation>(int rows, int width, TActivation activation)
            where TVector : struct, IVector<TVector>
            where TActivation : struct, IActivation
        {
            const int inputs = 21;
            float[] x = Panels.Random(rows * inputs, 1);
            float[] weights = Panels.Random(inputs * width, 2);
            float[] bias = Panels.Random(width, 3);
            float[] expected = new float[(rows + 1) * width];
            float[] actual = new float[(rows + 1) * width];
            MatrixView view = MatrixView.RowMajor(in x[0], rows, inputs);
            DenseProduct.Forward<TVector>(in view, in weights[0], in bias[0], ref expected[0], rows, inputs, width);
            ActivationKernel.ForwardRun<TVector, TActivation>(activation, in expected[0], ref expected[0], rows * width);

            DenseProduct.ForwardActivated<TVector, TActivation>(
                in view, in weights[0], in bias[0], ref actual[0], rows, inputs, width, activation);

            Assert.Equal(expected, actual);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    public void The_first_rows_of_a_view_are_those_of_the_whole(int rows)
    {
        Part<Simd512>(rows);
        Part<Simd256>(rows);
        Part<Simd128>(rows);
        Part<Scalar>(rows);
        Part<Unfused<Simd512>>(rows);
        Part<Unfused<Simd128>>(rows);

        static void Part<TVector>(int rows)
            where TVector : struct, IVector<TVector>
        {
            const int all = 9;
            const int inputs = 50;
            float[] x = Panels.Poisoned(Panels.Random(all * inputs, 1), all, inputs);
            float[] weights = Panels.Random(inputs * 16, 2);
            float[] whole = Panels.Unwritten(all, 16);
            float[] part = Panels.Unwritten(all, 16);
            DenseProduct.Forward<TVector>(
                MatrixView.Panels(in x[0], all, inputs), in weights[0], ref Unsafe.NullRef<float>(), ref whole[0], all, inputs, 16);
            DenseProduct.Forward<TVector>(
                MatrixView.Panels(in x[0], all, inputs), in weights[0], ref Unsafe.NullRef<float>(), ref part[0], rows, inputs, 16);
            Assert.Equal(whole.AsSpan(0, rows * 16), part.AsSpan(0, rows * 16));
            Assert.All(part[(rows * 16)..], value => Assert.True(float.IsNaN(value)));
        }
    }

    [Theory]
    [MemberData(nameof(SeveralRows))]
    public void Reproducible_products_have_the_same_bits_at_every_width_and_row_by_row(int rows)
    {
        const int inputs = 75;
        foreach (int outputs in new[] { 10, 16, 17, 33, 80 })
        {
            float[] x = Panels.Random(rows * inputs, 1);
            float[] weights = Panels.Random(inputs * outputs, 2);
            float[] bias = Panels.Random(outputs, 3);
            float[] expected = Panels.RowMajor(
                Product<Unfused<Scalar>>(x, weights, bias, rows, inputs, outputs, inPanels: false), rows, outputs);
            Check<Unfused<Simd512>>();
            Check<Unfused<Simd256>>();
            Check<Unfused<Simd128>>();
            Check<Unfused<Scalar>>();

            void Check<TVector>()
                where TVector : struct, IVector<TVector>
            {
                float[] product = Product<TVector>(x, weights, bias, rows, inputs, outputs, inPanels: true);
                Assert.Equal(expected, Panels.RowMajor(product, rows, outputs));
                for (int row = 0; row < rows; row++)
                {
                    float[] one = x[(row * inputs)..((row + 1) * inputs)];
                    product = Product<TVector>(one, weights, bias, 1, inputs, outputs, inPanels: false);
                    Assert.Equal(expected[(row * outputs)..((row + 1) * outputs)], Panels.RowMajor(product, 1, outputs));
                }
            }
        }
    }

    [Fact]
    public void NaN_stays_in_its_row_and_column()
    {
        const int rows = 11;
        const int inputs = 19;
        const int outputs = 33;
        float[] x = Panels.Random(rows * inputs, 1);
        float[] weights = Panels.Random(inputs * outputs, 2);
        x[(4 * inputs) + 18] = float.NaN;
        weights[(7 * outputs) + 32] = float.NaN;
        float[] y = Panels.RowMajor(Product<Simd512>(x, weights, [], rows, inputs, outputs, inPanels: true), rows, outputs);
        for (int r = 0; r < rows; r++)
        {
            for (int o = 0; o < outputs; o++)
            {
                Assert.Equal(r == 4 || o == 32, float.IsNaN(y[(r * outputs) + o]));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void KernelGradient_is_the_transposed_product_with_zero_padding(int rows, int inputs, int outputs)
    {
        Gradient<Simd512>(rows, inputs, outputs);
        Gradient<Simd256>(rows, inputs, outputs);
        Gradient<Simd128>(rows, inputs, outputs);
        Gradient<Scalar>(rows, inputs, outputs);
        Gradient<Unfused<Simd512>>(rows, inputs, outputs);
        Gradient<Unfused<Simd128>>(rows, inputs, outputs);

        static void Gradient<TVector>(int rows, int inputs, int outputs)
            where TVector : struct, IVector<TVector>
        {
            float[] x = Panels.Random(rows * inputs, 1);
            float[] dy = Panels.Random(rows * outputs, 2);
            double[] expected = new double[inputs * outputs];
            double[] bound = new double[inputs * outputs];
            DenseProductReference.KernelGradient(x, dy, expected, rows, inputs, outputs);
            DenseProductReference.KernelGradient(Absolute(x), Absolute(dy), bound, rows, inputs, outputs);

            float[] xPanels = Panels.Poisoned(x, rows, inputs);
            float[] dyPanels = Panels.Poisoned(dy, rows, outputs);
            foreach (bool inPanels in new[] { false, true })
            {
                MatrixView view = inPanels ? MatrixView.Panels(in xPanels[0], rows, inputs) : MatrixView.RowMajor(in x[0], rows, inputs);
                float[] dw = Panels.Unwritten(inputs, outputs);
                for (int panel = 0; panel < Panel.Count(outputs); panel++)
                {
                    DenseProduct.KernelGradient<TVector>(
                        in view,
                        in dyPanels[panel * rows * Panel.Width],
                        ref dw[panel * inputs * Panel.Width],
                        rows,
                        inputs,
                        Panel.WidthOf(panel, outputs),
                        Math.Min(Panel.Width, outputs - (panel * Panel.Width)));
                }

                AssertRounded(expected, bound, Panels.RowMajor(dw, inputs, outputs), rows);
                Panels.AssertZeroPadding(dw, inputs, outputs);
            }
        }
    }

    [Theory]
    [MemberData(nameof(AwkwardSizes.Theory), MemberType = typeof(AwkwardSizes))]
    public void Transpose_is_exact_with_zero_padding(int size)
    {
        foreach (int other in AwkwardSizes.All)
        {
            float[] weights = Panels.Random(size * other, 1);
            float[] expected = new float[size * other];
            DenseProductReference.Transpose(weights, expected, size, other);

            float[] panels = Panels.Poisoned(weights, size, other);
            float[] transposed = Panels.Unwritten(other, size);
            for (int panel = 0; panel < Panel.Count(size); panel++)
            {
                DenseProduct.TransposePanel(in panels[0], ref transposed[panel * Panel.Width * other], size, other, panel);
            }

            Assert.Equal(expected, Panels.RowMajor(transposed, other, size));
            Panels.AssertZeroPadding(transposed, other, size);
        }
    }

    [Fact]
    public void The_public_products_run_at_one_of_the_widths()
    {
        const int rows = 10;
        const int inputs = 21;
        float[] x = Panels.Random(rows * inputs, 1);
        float[] weights = Panels.Random(inputs * 32, 2);
        float[] y = new float[rows * 32];
        DenseProduct.Forward(
            MatrixView.RowMajor(in x[0], rows, inputs), in weights[0], ref Unsafe.NullRef<float>(), ref y[0], rows, inputs, 32);
        float[][] widths =
        [
            Product<Simd512>(x, weights, [], rows, inputs, 32, inPanels: false),
            Product<Simd256>(x, weights, [], rows, inputs, 32, inPanels: false),
            Product<Simd128>(x, weights, [], rows, inputs, 32, inPanels: false),
            Product<Scalar>(x, weights, [], rows, inputs, 32, inPanels: false),
        ];
        Assert.Contains(y, widths);

        float[] dw = new float[inputs * 32];
        float[] expected = new float[inputs * 32];
        DenseProduct.KernelGradient(MatrixView.RowMajor(in x[0], rows, inputs), in y[0], ref dw[0], rows, inputs, 32, 32);
        DenseProduct.KernelGradient<Scalar>(MatrixView.RowMajor(in x[0], rows, inputs), in y[0], ref expected[0], rows, inputs, 32, 32);
        for (int i = 0; i < dw.Length; i++)
        {
            Assert.Equal(expected[i], dw[i], 1e-4f);
        }
    }

    private static float[] Product<TVector>(
        float[] x, float[] weights, float[] bias, int rows, int inputs, int outputs, bool inPanels)
        where TVector : struct, IVector<TVector>
    {
        float[] xPanels = Panels.Poisoned(x, rows, inputs);
        float[] weightPanels = Panels.Clean(weights, inputs, outputs);
        float[] paddedBias = new float[Panel.PaddedColumns(outputs)];
        bias.CopyTo(paddedBias, 0);
        float[] y = Panels.Unwritten(rows, outputs);
        MatrixView view = inPanels ? MatrixView.Panels(in xPanels[0], rows, inputs) : MatrixView.RowMajor(in x[0], rows, inputs);
        for (int panel = 0; panel < Panel.Count(outputs); panel++)
        {
            DenseProduct.Forward<TVector>(
                in view,
                in weightPanels[panel * inputs * Panel.Width],
                ref bias.Length == 0 ? ref Unsafe.NullRef<float>() : ref paddedBias[panel * Panel.Width],
                ref y[panel * rows * Panel.Width],
                rows,
                inputs,
                Panel.WidthOf(panel, outputs));
        }

        return y;
    }

    private static float[] Absolute(float[] values) => Array.ConvertAll(values, MathF.Abs);

    /// <summary>The rounding of <paramref name="terms"/> additions in any order stays below terms·u·Σ|terms|.</summary>
    private static void AssertRounded(double[] expected, double[] bound, float[] actual, int terms)
    {
        const double unitRoundoff = 1.0 / (1 << 24);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.InRange(actual[i] - expected[i], -bound[i] * terms * unitRoundoff, bound[i] * terms * unitRoundoff);
        }
    }
}
