using System.Runtime.InteropServices;
using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Quantization;

/// <summary>Bytes in, bits out: every register must give exactly what the reference gives.</summary>
public sealed class ByteProductTests
{
    public static TheoryData<int, int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<int, int, int> { { 2, 783, 40 }, { 1, 5000, 17 } };
            foreach (int size in AwkwardSizes.All)
            {
                shapes.Add(size, 17, 33);
                shapes.Add(1, size, 65);
                shapes.Add(5, size, 33);
                shapes.Add(13, 33, size);
            }

            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Forward_has_the_bits_of_the_reference(int rows, int inputs, int outputs)
    {
        float[] x = Panels.Random(rows * inputs, 1);
        float[] low = Panels.Random(inputs, 2);
        float[] levels = [.. Panels.Random(inputs, 3).Select(static value => 70 * (1 + value))];
        Check(rows, inputs, outputs, x, low, levels, Weights(inputs * outputs));
    }

    /// <summary>Every activation and every weight as large as can be: the sums of pairs that 16 bits must hold.</summary>
    [Theory]
    [InlineData(127)]
    [InlineData(-127)]
    public void The_largest_bytes_do_not_saturate(int weight)
    {
        const int Inputs = 1031;
        sbyte[] weights = new sbyte[Inputs * 48];
        Array.Fill(weights, (sbyte)weight);
        float[] x = new float[5 * Inputs];
        Array.Fill(x, 1e30f);
        float[] levels = new float[Inputs];
        Array.Fill(levels, 1f);
        Check(5, Inputs, 48, x, new float[Inputs], levels, weights);
    }

    /// <summary>Clamped from below and above, ties, constant columns, and huge but finite values.</summary>
    [Fact]
    public void Values_beyond_the_range_are_clamped()
    {
        float[] x = [-1e38f, -1, -0.5f, 0, 0.5f, 1.5f, 2.5f, 126.5f, 127, 127.5f, 128, 1e9f, float.MaxValue, float.MinValue, 0.49999997f, 3, 1e-40f];
        float[] levels = new float[x.Length];
        Array.Fill(levels, 1f);
        levels[^2] = 0;
        Check(1, x.Length, 20, x, new float[x.Length], levels, Weights(x.Length * 20));
        byte[] bytes = Quantized<Scalar>(x, new float[x.Length], levels, 1, x.Length, inPanels: false);
        Assert.Equal([0, 0, 0, 0, 0, 2, 2, 126, 127, 127, 127, 127, 127, 0, 0, 0, 0], bytes[..x.Length]);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_value_that_is_not_finite_makes_its_row_NaN(float value)
    {
        for (int place = 0; place < 37; place++)
        {
            float[] x = Panels.Random(7 * 37, 1);
            x[(4 * 37) + place] = value;
            float[] levels = new float[37];
            Array.Fill(levels, 50f);
            float[] y = Check(7, 37, 33, x, new float[37], levels, Weights(37 * 33));
            for (int i = 0; i < y.Length; i++)
            {
                Assert.Equal(i / 33 == 4, float.IsNaN(y[i]));
            }
        }
    }

    [Theory]
    [InlineData(1, 127)]
    [InlineData(133_144, 127)]
    [InlineData(133_145, 126)]
    [InlineData(1_000_000, 16)]
    public void Weights_are_so_small_that_no_sum_overflows(int inputs, int largest)
    {
        Assert.Equal(largest, ByteProduct.LargestWeight(inputs));
        Assert.True((long)inputs * ByteProduct.Largest * ByteProduct.LargestWeight(inputs) <= int.MaxValue);
    }

    private static sbyte[] Weights(int count)
    {
        byte[] bytes = new byte[count];
        new Random(5).NextBytes(bytes);
        return Array.ConvertAll(bytes, static value => (sbyte)Math.Max(-127, value - 128));
    }

    private static float[] Check(int rows, int inputs, int outputs, float[] x, float[] low, float[] levels, sbyte[] weights)
    {
        float[] scale = Panels.Random(outputs, 6);
        float[] bias = Panels.Random(outputs, 7);
        float[] q = new float[rows * inputs];
        float[] expected = new float[rows * outputs];
        ByteProductReference.Quantize(x, low, levels, q, rows, inputs);
        ByteProductReference.Forward(q, weights, scale, bias, expected, rows, inputs, outputs);
        sbyte[] packed = new sbyte[ByteProduct.Length(inputs, outputs)];
        for (int i = 0; i < weights.Length; i++)
        {
            packed[ByteProduct.Offset(i / outputs, i % outputs, inputs, outputs)] = weights[i];
        }

        float[] scalePanels = Panels.Clean(scale, 1, outputs);
        float[] biasPanels = Panels.Clean(bias, 1, outputs);
        foreach (bool inPanels in new[] { false, true })
        {
            byte[] bytes = Quantized<Scalar>(x, low, levels, rows, inputs, inPanels);
            AssertSame(bytes, Quantized<Simd512>(x, low, levels, rows, inputs, inPanels), q, rows, inputs);
            AssertSame(bytes, Quantized<Simd256>(x, low, levels, rows, inputs, inPanels), q, rows, inputs);
            AssertSame(bytes, Quantized<Simd128>(x, low, levels, rows, inputs, inPanels), q, rows, inputs);
            Product<ByteDotScalar, ByteDotScalar>(bytes);
            Product<ByteDot128, ByteDot128>(bytes);
            Product<ByteDot256, ByteDot256>(bytes);
            Product<ByteDotVnni, ByteDotVnni>(bytes);
            Product<ByteDot512, ByteDot256>(bytes);
        }

        return expected;

        void Product<TDot, TNarrow>(byte[] bytes)
            where TDot : struct, IByteDot<TDot>
            where TNarrow : struct, IByteDot<TNarrow>
        {
            if (TDot.IsSupported && TNarrow.IsSupported)
            {
                float[] y = Panels.Unwritten(rows, outputs);
                ByteProduct.Forward<TDot, TNarrow>(
                    in bytes[0], in packed[0], in scalePanels[0], in biasPanels[0], ref y[0], rows, inputs, outputs);
                Assert.Equal(expected, Panels.RowMajor(y, rows, outputs));
            }
        }
    }

    private static byte[] Quantized<TVector>(float[] x, float[] low, float[] levels, int rows, int inputs, bool inPanels)
        where TVector : struct, IVector<TVector>
    {
        float[] xPanels = Panels.Poisoned(x, rows, inputs);
        MatrixView view = inPanels ? MatrixView.Panels(in xPanels[0], rows, inputs) : MatrixView.RowMajor(in x[0], rows, inputs);
        byte[] bytes = new byte[rows * ByteRows.Stride(inputs)];
        Array.Fill(bytes, (byte)200);
        ByteRows.Quantize<TVector>(in view, in low[0], in levels[0], ref bytes[0], rows);
        return bytes;
    }

    /// <summary>The same bytes at this width as without vectors, and those of the reference; what a row of NaN holds does not matter.</summary>
    private static void AssertSame(byte[] expected, byte[] actual, float[] q, int rows, int inputs)
    {
        int stride = ByteRows.Stride(inputs);
        for (int row = 0; row < rows; row++)
        {
            float poison = MemoryMarshal.Read<float>(actual.AsSpan(((row + 1) * stride) - sizeof(float)));
            if (float.IsNaN(q[row * inputs]))
            {
                Assert.True(float.IsNaN(poison));
                continue;
            }

            Assert.Equal(0f, poison);
            Assert.Equal(expected.AsSpan(row * stride, stride - 4), actual.AsSpan(row * stride, stride - 4));
            Assert.Equal(
                Array.ConvertAll(q[(row * inputs)..((row + 1) * inputs)], static value => (byte)value), actual[(row * stride)..((row * stride) + inputs)]);
            Assert.All(actual[((row * stride) + inputs)..(((row + 1) * stride) - 4)], static value => Assert.Equal(0, value));
        }
    }
}
