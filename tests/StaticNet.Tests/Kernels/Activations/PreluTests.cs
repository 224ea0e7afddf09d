using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Activations;

public class PreluTests
{
    [Theory]
    [MemberData(nameof(AwkwardSizes.Theory), MemberType = typeof(AwkwardSizes))]
    public void Agrees_with_the_reference(int rows)
    {
        foreach (int columns in AwkwardSizes.All.Where(columns => columns <= Panel.Width))
        {
            foreach (bool shared in new[] { false, true })
            {
                Check<Simd512>(rows, columns, shared);
                Check<Simd256>(rows, columns, shared);
                Check<Simd128>(rows, columns, shared);
                Check<Scalar>(rows, columns, shared);
            }
        }
    }

    [Theory]
    [InlineData("act_prelu", false)]
    [InlineData("act_prelu_shared", true)]
    public void Agrees_with_golden_values(string id, bool shared)
    {
        SafetensorsFile golden = GoldenFolder.Read(id);
        (int rows, int columns) = ((int)golden["x"].Shape[0], (int)golden["x"].Shape[1]);
        float[] x = Panels.Poisoned(golden["x"].ToArray<float>(), rows, columns);
        float[] dx = Panels.Poisoned(golden["dy"].ToArray<float>(), rows, columns);
        float[] slope = new float[16];
        golden["param/act/alpha"].ToArray<float>().CopyTo(slope, 0);
        float[] y = new float[x.Length];
        float[] dslope = new float[16];
        Prelu.Forward(in x[0], in slope[0], shared, ref y[0], rows, 16);
        double total = Prelu.Backward(in x[0], in slope[0], shared, in dx[0], ref dx[0], ref dslope[0], rows, 16, columns);
        if (shared)
        {
            dslope[0] = (float)total;
        }

        double[] slopeGradient = golden["f64/grad/act/alpha"].ToArray<double>();
        Close.Elementwise(golden["f64/y"].ToArray<double>(), Panels.RowMajor(y, rows, columns), 1e-7, 2e-7);
        Close.Elementwise(golden["f64/grad/x"].ToArray<double>(), Panels.RowMajor(dx, rows, columns), 1e-7, 2e-7);
        Close.Elementwise(slopeGradient, dslope.AsSpan(0, slopeGradient.Length), 1e-7, 2e-7);
    }

    private static void Check<TVector>(int rows, int columns, bool shared)
        where TVector : struct, IVector<TVector>
    {
        int width = Panel.PaddedColumns(columns);
        float[] input = Panels.Random(rows * columns, seed: rows);
        float[] gradient = Panels.Random(rows * columns, seed: columns);
        float[] slope = new float[width];
        Panels.Random(shared ? 1 : columns, seed: 7).CopyTo(slope, 0);
        input[0] = 0;

        float[] x = Panels.Poisoned(input, rows, columns);
        float[] dx = Panels.Poisoned(gradient, rows, columns);
        float[] y = new float[x.Length];
        float[] dslope = new float[width];
        Array.Fill(dslope, float.NaN);
        Prelu.ForwardRun<TVector>(in x[0], in slope[0], shared, ref y[0], rows, width);
        double total = Prelu.BackwardRun<TVector>(in x[0], in slope[0], shared, in dx[0], ref dx[0], ref dslope[0], rows, width, columns);

        double[] exactY = new double[rows * columns];
        double[] exactDx = new double[rows * columns];
        double[] exactDslope = new double[width];
        for (int i = 0; i < exactY.Length; i++)
        {
            float columnSlope = slope[shared ? 0 : i % columns];
            (double toInput, double toSlope) = PreluReference.Derivatives(input[i], columnSlope);
            exactY[i] = PreluReference.Forward(input[i], columnSlope);
            exactDx[i] = gradient[i] * toInput;
            exactDslope[i % columns] += gradient[i] * toSlope;
        }

        Close.Elementwise(exactY, Panels.RowMajor(y, rows, columns), 0, 1e-7);
        Close.Elementwise(exactDx, Panels.RowMajor(dx, rows, columns), 0, 1e-7);
        Assert.Equal(exactDslope.Sum(), total, 1e-12);
        if (shared)
        {
            Assert.All(dslope, value => Assert.True(float.IsNaN(value)));
        }
        else
        {
            Close.Elementwise(exactDslope, dslope, 1e-12, 1e-7);
        }
    }
}
