using StaticNet.Kernels;

namespace StaticNet.Tests.Training.Folding;

/// <summary>Rows in vectors have the bits of rows value by value, at every length.</summary>
public sealed class FoldRowTests
{
    public static TheoryData<int> Lengths => [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 47, 48, 49, 63, 64, 65, 100];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Vectors_compute_what_the_reference_does(int length)
    {
        var random = new Random(length);
        float[] values = [.. Enumerable.Range(0, length).Select(_ => (float)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-30, 30))))];
        double[] factors = [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5)];
        var row = new double[length];
        var expectedRow = new double[length];
        double[] sums = [.. factors];
        double[] expectedSums = [.. factors];
        const int Rows = 3;
        var kernel = new float[Rows * Panel.PaddedColumns(length)];
        var expectedKernel = new float[kernel.Length];

        FoldRow.Widen(values, row);
        FoldRow.Scale(row, factors[0]);
        FoldRow.Multiply(row, factors);
        FoldRow.AddScaled(factors[^1], row, sums);
        FoldRow.AddScaled(factors[0], values, sums);
        FoldRow.Pack(values, factors[0], factors, kernel, 1, Rows);
        FoldRowReference.Widen(values, expectedRow);
        FoldRowReference.Scale(expectedRow, factors[0]);
        FoldRowReference.Multiply(expectedRow, factors);
        FoldRowReference.AddScaled(factors[^1], expectedRow, expectedSums);
        FoldRowReference.AddScaled(factors[0], values, expectedSums);
        FoldRowReference.Pack(values, factors[0], factors, expectedKernel, 1, Rows);

        Assert.Equal(expectedRow, row);
        Assert.Equal(expectedSums, sums);
        Assert.Equal(expectedKernel, kernel);
    }
}
