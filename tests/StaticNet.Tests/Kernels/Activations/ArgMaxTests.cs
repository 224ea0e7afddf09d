using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Activations;

public class ArgMaxTests
{
    [Theory]
    [MemberData(nameof(AwkwardSizes.Theory), MemberType = typeof(AwkwardSizes))]
    public void Finds_the_largest_of_every_row(int columns)
    {
        const int Rows = 7;
        float[] values = Panels.Random(Rows * columns, seed: columns);
        float[] logits = Panels.Poisoned(values, Rows, columns);
        int[] classes = new int[Rows];
        ArgMax.Rows(in logits[0], Rows, columns, classes);
        for (int row = 0; row < Rows; row++)
        {
            float[] line = values[(row * columns)..((row + 1) * columns)];
            Assert.Equal(Array.IndexOf(line, line.Max()), classes[row]);
        }
    }

    [Theory]
    [InlineData(new[] { 1f, 3f, 3f, 2f }, 1)]
    [InlineData(new[] { 1f, float.NaN, 5f, float.NaN }, 1)]
    [InlineData(new[] { float.PositiveInfinity, float.NaN }, 1)]
    [InlineData(new[] { float.NegativeInfinity, float.NegativeInfinity }, 0)]
    [InlineData(new[] { float.NegativeInfinity, float.MinValue }, 1)]
    [InlineData(new[] { -0f, 0f }, 0)]
    public void Ties_go_to_the_first_and_NaN_wins(float[] row, int expected)
    {
        float[] logits = Panels.Poisoned(row, 1, row.Length);
        int[] classes = new int[1];
        ArgMax.Rows(in logits[0], 1, row.Length, classes);
        Assert.Equal(expected, classes[0]);
    }
}
