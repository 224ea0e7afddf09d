using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Normalization;

public sealed class WhiteningProductTests
{
    [Theory]
    [MemberData(nameof(AwkwardSizes.Theory), MemberType = typeof(AwkwardSizes))]
    public void Forward_and_InputGradient_equal_the_reference(int rows)
    {
        foreach ((int inputs, int outputs) in new[] { (1, 1), (3, 2), (15, 17), (16, 33), (33, 16), (70, 40) })
        {
            double[] exactCenter = Array.ConvertAll(Panels.Random(inputs, 1), static value => 1e4 + value);
            float[] center = Array.ConvertAll(exactCenter, static value => (float)value);
            float[] centerLow = [.. exactCenter.Select((value, column) => (float)(value - center[column]))];
            float[] x = Array.ConvertAll(Panels.Random(rows * inputs, 2), static value => 1e4f + value);
            float[] scale = Panels.Random(inputs, 3);
            float[] matrix = Panels.Random(inputs * outputs, 4);
            float[] dy = Panels.Random(rows * outputs, 5);

            float[] xPanels = Panels.Poisoned(x, rows, inputs);
            float[] dyPanels = Panels.Poisoned(dy, rows, outputs);
            float[] matrixPanels = Panels.Clean(matrix, inputs, outputs);
            float[] centerPadded = Panels.Clean(center, 1, inputs);
            float[] lowPadded = Panels.Clean(centerLow, 1, inputs);
            float[] scalePadded = Panels.Clean(scale, 1, inputs);
            var scaled = new float[xPanels.Length];
            var y = new float[dyPanels.Length];
            var dx = new float[xPanels.Length];
            var transposed = new float[outputs * Panel.PaddedColumns(inputs)];
            foreach (Arithmetic arithmetic in Enum.GetValues<Arithmetic>())
            {
                WhiteningProduct.Forward(
                    in xPanels[0], ref scaled[0], ref y[0], rows, inputs, outputs,
                    in centerPadded[0], in lowPadded[0], in scalePadded[0], in matrixPanels[0], arithmetic);
                WhiteningProduct.InputGradient(
                    in dyPanels[0], ref dx[0], ref transposed[0], rows, inputs, outputs, in scalePadded[0], in matrixPanels[0], arithmetic);

                var expected = new double[rows * outputs];
                WhiteningProductReference.Forward(x, expected, exactCenter, scale, matrix);
                AssertClose(expected, Panels.RowMajor(y, rows, outputs), inputs);
                expected = new double[rows * inputs];
                WhiteningProductReference.InputGradient(dy, expected, scale, matrix);
                AssertClose(expected, Panels.RowMajor(dx, rows, inputs), outputs);
            }
        }
    }

    private static void AssertClose(double[] expected, float[] actual, int terms)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 2e-6 * terms);
        }
    }
}
