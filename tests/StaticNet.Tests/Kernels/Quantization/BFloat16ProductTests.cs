using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Quantization;

public sealed class BFloat16ProductTests
{
    public static TheoryData<int, int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<int, int, int>();
            foreach (int size in AwkwardSizes.All)
            {
                shapes.Add(size, 17, 33);
                shapes.Add(1, size, 65);
                shapes.Add(5, size, 33);
                shapes.Add(13, 33, size);
                shapes.Add(1, 33, size);
            }

            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Forward_is_the_product_with_rounded_weights(int rows, int inputs, int outputs)
    {
        Forward<Simd512>(rows, inputs, outputs);
        Forward<Simd256>(rows, inputs, outputs);
        Forward<Simd128>(rows, inputs, outputs);
        Forward<Scalar>(rows, inputs, outputs);
        Forward<Unfused<Simd512>>(rows, inputs, outputs);
        Forward<Unfused<Scalar>>(rows, inputs, outputs);

        static void Forward<TVector>(int rows, int inputs, int outputs)
            where TVector : struct, IVector<TVector>
        {
            float[] x = Panels.Random(rows * inputs, 1);
            float[] weights = Panels.Random(inputs * outputs, 2);
            float[] bias = Panels.Random(outputs, 3);
            float[] rounded = Rounded(weights, inputs, outputs);
            double[] expected = new double[rows * outputs];
            double[] bound = new double[rows * outputs];
            DenseProductReference.Forward(x, rounded, bias, expected, rows, inputs, outputs);
            DenseProductReference.Forward(Absolute(x), Absolute(rounded), Absolute(bias), bound, rows, inputs, outputs);
            foreach (bool inPanels in new[] { false, true })
            {
                float[] actual = Panels.RowMajor(Product<TVector>(x, weights, bias, rows, inputs, outputs, inPanels), rows, outputs);
                for (int i = 0; i < actual.Length; i++)
                {
                    Assert.Equal(expected[i], actual[i], bound[i] * (inputs + 1) * Math.Pow(2, -24));
                }
            }
        }
    }

    [Fact]
    public void Reproducible_bits_depend_on_neither_width_nor_batch()
    {
        const int inputs = 37;
        const int outputs = 113;
        float[] x = Panels.Random(3 * inputs, 1);
        float[] weights = Panels.Random(inputs * outputs, 2);
        float[] bias = Panels.Random(outputs, 3);
        float[] expected = Panels.RowMajor(Product<Unfused<Scalar>>(x, weights, bias, 3, inputs, outputs, inPanels: true), 3, outputs);
        Check<Unfused<Simd512>>();
        Check<Unfused<Simd256>>();
        Check<Unfused<Simd128>>();

        void Check<TVector>()
            where TVector : struct, IVector<TVector>
        {
            Assert.Equal(expected, Panels.RowMajor(Product<TVector>(x, weights, bias, 3, inputs, outputs, inPanels: true), 3, outputs));
            float[] one = Product<TVector>(x[inputs..(2 * inputs)], weights, bias, 1, inputs, outputs, inPanels: false);
            Assert.Equal(expected[outputs..(2 * outputs)], Panels.RowMajor(one, 1, outputs));
        }
    }

    [Fact]
    public void NaN_stays_in_its_row()
    {
        float[] x = Panels.Random(11 * 19, 1);
        x[(4 * 19) + 18] = float.NaN;
        float[] y = Panels.RowMajor(
            Product<Simd512>(x, Panels.Random(19 * 33, 2), new float[33], 11, 19, 33, inPanels: true), 11, 33);
        for (int i = 0; i < y.Length; i++)
        {
            Assert.Equal(i / 33 == 4, float.IsNaN(y[i]));
        }
    }

    /// <summary>Every pair of awkward weights and random ones of all magnitudes.</summary>
    [Fact]
    public void Both_weights_of_a_lane_are_rounded_to_the_nearest_there_is()
    {
        float[] near = [1f, 1.00390625f, 1.001953125f, 1.005859375f, -1.001953125f, 3.3895314e38f, 3.3961775e38f, 1.18e-38f, 1e-39f, 0.99999994f];
        float[] lowers = [.. Floats.Awkward, .. near];
        float[] uppers = [.. Floats.Awkward.Where(float.IsFinite), .. near];
        var random = new Random(4);
        foreach (float upper in uppers)
        {
            float lower = lowers[random.Next(lowers.Length)];
            Check(lower, upper);
        }

        foreach (float lower in lowers)
        {
            Check(lower, uppers[random.Next(uppers.Length)]);
        }

        for (int i = 0; i < 200; i++)
        {
            float Draw() => (float)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-30, 30)));
            Check(Draw(), Draw());
        }

        static void Check(float lower, float upper)
        {
            uint pair = BFloat16Product.Pair(lower, upper);
            float expected = BFloat16Reference.RoundLower(lower);
            Assert.Equal(
                BitConverter.SingleToInt32Bits(expected) >> 16,
                float.IsNaN(lower) ? BitConverter.SingleToInt32Bits(expected) >> 16 : (int)(pair << 16) >> 16);
            float actual = BitConverter.UInt32BitsToSingle(pair);
            float nearest = BFloat16Reference.RoundUpper(upper, lower);
            Assert.True(float.IsNormal(actual), $"{upper:R} beside {lower:R} became {actual:R}");
            Assert.Equal(Math.Abs((double)nearest - upper), Math.Abs((double)actual - upper));
        }
    }

    [Theory]
    [InlineData(float.NaN, 0f)]
    [InlineData(0f, float.NaN)]
    [InlineData(0f, float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity, 0f)]
    public void Weights_that_are_not_finite_stay_so(float lower, float upper)
    {
        uint pair = BFloat16Product.Pair(lower, upper);
        Assert.Equal(!float.IsFinite(lower), !float.IsFinite(BitConverter.UInt32BitsToSingle(pair << 16)));
        Assert.Equal(!float.IsFinite(upper), !float.IsFinite(BitConverter.UInt32BitsToSingle(pair)));
    }

    private static float[] Rounded(float[] weights, int inputs, int outputs)
    {
        float[] rounded = new float[weights.Length];
        for (int i = 0; i < inputs; i++)
        {
            for (int o = 0; o < outputs; o++)
            {
                int half = Panel.WidthOf(o / Panel.Width, outputs) / 2;
                int at = (i * outputs) + o;
                uint pair = o % Panel.Width < half
                    ? BFloat16Product.Pair(weights[at], 0) << 16
                    : BFloat16Product.Pair(weights[at - half], weights[at]);
                rounded[at] = BitConverter.UInt32BitsToSingle(pair);
                Assert.Equal(weights[at], rounded[at], Math.Abs(weights[at]) * Math.Pow(2, -8));
            }
        }

        return rounded;
    }

    private static float[] Product<TVector>(float[] x, float[] weights, float[] bias, int rows, int inputs, int outputs, bool inPanels)
        where TVector : struct, IVector<TVector>
    {
        float[] xPanels = Panels.Poisoned(x, rows, inputs);
        MatrixView view = inPanels ? MatrixView.Panels(in xPanels[0], rows, inputs) : MatrixView.RowMajor(in x[0], rows, inputs);
        float[] packed = new float[BFloat16Product.Length(inputs, outputs)];
        BFloat16Product.Pack(weights, packed, inputs, outputs);
        float[] biasPanels = Panels.Clean(bias, 1, outputs);
        float[] y = Panels.Unwritten(rows, outputs);
        BFloat16Product.Forward<TVector>(in view, in packed[0], in biasPanels[0], ref y[0], inputs, outputs);
        Assert.DoesNotContain(y, float.IsNaN(x.Sum()) ? static _ => false : float.IsNaN);
        return y;
    }

    private static float[] Absolute(float[] values) => Array.ConvertAll(values, Math.Abs);
}
