namespace StaticNet.Kernels;

/// <summary>What <see cref="PanelLayout"/> copies, plainly: an element at a time, where <see cref="Panel.Offset"/> says.</summary>
internal static class PanelLayoutReference
{
    /// <summary>Row-major to panels; padding is left alone.</summary>
    public static void FromRowMajor(ReadOnlySpan<float> source, Span<float> panels, int rows, int columns)
    {
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                panels[Panel.Offset(r, c, rows, columns)] = source[(r * columns) + c];
            }
        }
    }

    /// <summary>Panels to row-major.</summary>
    public static void ToRowMajor(ReadOnlySpan<float> panels, Span<float> destination, int rows, int columns)
    {
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                destination[(r * columns) + c] = panels[Panel.Offset(r, c, rows, columns)];
            }
        }
    }

    /// <summary>Panels of <c>[batch·positions, channels]</c> to panels of <c>[batch, positions·channels]</c>.</summary>
    public static void Flatten(ReadOnlySpan<float> x, Span<float> y, int batch, int positions, int channels)
    {
        for (int row = 0; row < batch * positions; row++)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                int feature = (row % positions * channels) + channel;
                y[Panel.Offset(row / positions, feature, batch, positions * channels)] =
                    x[Panel.Offset(row, channel, batch * positions, channels)];
            }
        }
    }

    /// <summary>Panels of <c>[rows, columns]</c> into columns of panels of <c>[rows, total]</c>.</summary>
    public static void InsertColumns(ReadOnlySpan<float> x, Span<float> y, int rows, int columns, int first, int total)
    {
        for (int r = 0; r < rows; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                y[Panel.Offset(r, first + c, rows, total)] = x[Panel.Offset(r, c, rows, columns)];
            }
        }
    }
}
