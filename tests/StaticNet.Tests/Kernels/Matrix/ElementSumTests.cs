using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Matrix;

public sealed class ElementSumTests
{
    [Theory]
    [InlineData(16)]
    [InlineData(32)]
    [InlineData(48)]
    [InlineData(16 * 257)]
    public void Sums_have_the_bits_of_the_reference_in_place_and_apart_at_every_width(int count)
    {
        float[] x = Panels.Random(count, 1);
        float[] y = Panels.Random(count, 2);
        x[3] = float.NaN;
        y[7] = float.PositiveInfinity;
        float[] expected = new float[count];
        ElementSumReference.Add(x, y, expected);

        foreach (AddKernel add in new AddKernel[] { Add, ElementSum.AddRun<Simd512>, ElementSum.AddRun<Simd256>, ElementSum.AddRun<Simd128>, ElementSum.AddRun<Scalar> })
        {
            float[] apart = new float[count];
            float[] overX = [.. x];
            float[] overY = [.. y];
            add(in x[0], in y[0], ref apart[0], count);
            add(in overX[0], in y[0], ref overX[0], count);
            add(in x[0], in overY[0], ref overY[0], count);
            Assert.Equal(expected, apart);
            Assert.Equal(expected, overX);
            Assert.Equal(expected, overY);
        }

        static void Add(ref readonly float x, ref readonly float y, ref float sum, int count) => ElementSum.Add(in x, in y, ref sum, count);
    }

    private delegate void AddKernel(ref readonly float x, ref readonly float y, ref float sum, int count);
}
