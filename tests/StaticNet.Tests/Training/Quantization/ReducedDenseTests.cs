using StaticNet.Kernels;
using StaticNet.Tests.Kernels;

namespace StaticNet.Tests.Training.Quantization;

/// <summary>One dense layer in other precisions, against the bounds that the documentation states.</summary>
public sealed class ReducedDenseTests
{
    private const int Rows = 90;

    public static TheoryData<int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<int, int> { { 783, 5 } };
            foreach (int size in AwkwardSizes.All)
            {
                shapes.Add(size, 19);
                shapes.Add(37, size);
            }

            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Bytes_stay_within_the_stated_bound(int inputs, int outputs)
    {
        (float[] x, double[] kernel, double[] bias) = Layer(inputs, outputs);
        MatrixView view = MatrixView.RowMajor(in x[0], Rows, inputs);
        var dense = new ReducedDense("dense1", kernel, bias, Precision.Int8);
        float[] observed = Product(dense, view, inputs, outputs);
        dense.Complete("data");
        float[] actual = Product(dense, view, inputs, outputs);

        var ranges = new ColumnRanges(inputs);
        ranges.Add(in view, Rows);
        ByteScales scales = ByteScales.Choose(inputs, outputs, kernel, ranges);
        for (int row = 0; row < Rows; row++)
        {
            for (int o = 0; o < outputs; o++)
            {
                double expected = bias[o];
                double bound = 0;
                double magnitude = Math.Abs(bias[o]);
                for (int i = 0; i < inputs; i++)
                {
                    double product = x[(row * inputs) + i] * kernel[(i * outputs) + o];
                    expected += product;
                    magnitude += Math.Abs(product) + Math.Abs(ranges.Low[i] * kernel[(i * outputs) + o]);
                    if (scales.Levels[i] > 0)
                    {
                        double level = (x[(row * inputs) + i] - ranges.Low[i]) * scales.Levels[i];
                        double mean = (ranges.Mean[i] - ranges.Low[i]) * scales.Levels[i];
                        bound += (Math.Abs(kernel[(i * outputs) + o] / scales.Levels[i]) + (scales.Scale[o] * (Math.Abs(level - mean) + 0.5))) / 2;
                    }
                }

                // What single precision rounds: each input's shift and product, the sum, the scale and the bias.
                double rounding = 16 * Math.Pow(2, -24) * magnitude;
                Assert.Equal(expected, observed[(row * outputs) + o], inputs * rounding);
                Assert.Equal(expected, actual[(row * outputs) + o], bound + rounding);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Pairs_stay_within_the_stated_bound(int inputs, int outputs)
    {
        (float[] x, double[] kernel, double[] bias) = Layer(inputs, outputs);
        var dense = new ReducedDense("dense1", kernel, bias, Precision.BFloat16);
        float[] actual = Product(dense, MatrixView.RowMajor(in x[0], Rows, inputs), inputs, outputs);
        for (int i = 0; i < actual.Length; i++)
        {
            double expected = bias[i % outputs];
            double magnitude = 0;
            for (int k = 0; k < inputs; k++)
            {
                double product = x[(i / outputs * inputs) + k] * kernel[(k * outputs) + (i % outputs)];
                expected += product;
                magnitude += Math.Abs(product);
            }

            double bound = (Math.Pow(2, -8) * magnitude) + (inputs * Math.Pow(2, -23) * (magnitude + Math.Abs(expected)));
            Assert.Equal(expected, actual[i], bound);
        }
    }

    /// <summary>
    /// Inputs of which a few have weights a hundred times as large, as pixels that are hardly ever lit have: full levels for all would leave the
    /// others a single bit.
    /// </summary>
    [Fact]
    public void Large_weights_do_not_drown_the_others()
    {
        const int Inputs = 200;
        const int Outputs = 24;
        (float[] x, double[] kernel, double[] bias) = Layer(Inputs, Outputs);
        for (int i = 0; i < 5 * Outputs; i++)
        {
            kernel[i] *= 100;
        }

        for (int row = 0; row < Rows; row++)
        {
            for (int i = 0; i < 5; i++)
            {
                x[(row * Inputs) + i] = row == 40 + i ? 1 : 0;
            }
        }

        MatrixView view = MatrixView.RowMajor(in x[0], Rows, Inputs);
        var dense = new ReducedDense("dense1", kernel, bias, Precision.Int8);
        float[] expected = Product(dense, view, Inputs, Outputs);
        dense.Complete("data");
        float[] actual = Product(dense, view, Inputs, Outputs);
        double error = Math.Sqrt(expected[..(40 * Outputs)].Zip(actual, static (a, b) => Math.Pow(a - b, 2)).Average());
        double size = Math.Sqrt(expected[..(40 * Outputs)].Average(static value => value * value));
        Assert.InRange(error, 0, 0.08 * size);
    }

    private static (float[] X, double[] Kernel, double[] Bias) Layer(int inputs, int outputs)
    {
        float[] x = Panels.Random(Rows * inputs, 1);
        double[] kernel = Array.ConvertAll(Panels.Random(inputs * outputs, 2), static value => (double)value);
        double[] bias = Array.ConvertAll(Panels.Random(outputs, 3), static value => (double)value);
        for (int row = 0; row < Rows; row++)
        {
            // A column far from zero and one that never varies.
            x[row * inputs] += 100;
            x[((row + 1) * inputs) - 1] = 3;
        }

        return (x, kernel, bias);
    }

    private static float[] Product(ReducedDense dense, MatrixView x, int inputs, int outputs)
    {
        float[] y = Panels.Unwritten(Rows, outputs);
        float[] scratch = new float[Rows * (((inputs + 3) / 4) + 1)];
        Array.Fill(scratch, float.NaN);
        dense.Forward(in x, ref y[0], Rows, ref scratch[0]);
        return Panels.RowMajor(y, Rows, outputs);
    }
}
