using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels;

/// <summary>Matrices in panels for tests: padding is poisoned on the way in and inspected on the way out.</summary>
internal static class Panels
{
    /// <summary>Uniform in [-1, 1).</summary>
    public static float[] Random(int count, int seed)
    {
        var random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (2f * random.NextSingle()) - 1f;
        }

        return values;
    }

    /// <summary>The panels of a row-major matrix, with NaN in the padding.</summary>
    public static float[] Poisoned(ReadOnlySpan<float> rowMajor, int rows, int columns) => Padded(rowMajor, rows, columns, float.NaN);

    /// <summary>The panels of a row-major matrix, with 0 in the padding.</summary>
    public static float[] Clean(ReadOnlySpan<float> rowMajor, int rows, int columns) => Padded(rowMajor, rows, columns, 0f);

    /// <summary>Panels full of NaN, for a kernel to overwrite.</summary>
    public static float[] Unwritten(int rows, int columns)
    {
        float[] panels = new float[rows * Panel.PaddedColumns(columns)];
        Array.Fill(panels, float.NaN);
        return panels;
    }

    /// <summary>The row-major matrix in the panels.</summary>
    public static float[] RowMajor(ReadOnlySpan<float> panels, int rows, int columns)
    {
        float[] rowMajor = new float[rows * columns];
        PanelLayoutReference.ToRowMajor(panels, rowMajor, rows, columns);
        return rowMajor;
    }

    /// <summary>Fails unless every padding element is exactly 0.</summary>
    public static void AssertZeroPadding(ReadOnlySpan<float> panels, int rows, int columns)
    {
        int padded = Panel.PaddedColumns(columns);
        for (int row = 0; row < rows; row++)
        {
            for (int column = columns; column < padded; column++)
            {
                Assert.Equal(0f, panels[Panel.Offset(row, column, rows, columns)]);
            }
        }
    }

    private static float[] Padded(ReadOnlySpan<float> rowMajor, int rows, int columns, float padding)
    {
        float[] panels = new float[rows * Panel.PaddedColumns(columns)];
        Array.Fill(panels, padding);
        PanelLayoutReference.FromRowMajor(rowMajor, panels, rows, columns);
        return panels;
    }
}
