namespace StaticNet.Importing;

/// <summary>Turns matrices, and puts their rows into another order.</summary>
internal static class Matrix
{
    /// <summary>A row-major matrix <c>[rows, columns]</c> as <c>[columns, rows]</c>.</summary>
    public static float[] Transpose(ReadOnlySpan<float> values, int rows, int columns)
    {
        var turned = new float[values.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                turned[(column * rows) + row] = values[(row * columns) + column];
            }
        }

        return turned;
    }

    /// <summary>Rows in the order channels, height, width as rows in the order height, width, channels.</summary>
    /// <param name="values">Row-major, <c>[channels·height·width, columns]</c>.</param>
    /// <param name="image">Height, width, channels.</param>
    public static float[] ChannelsLast(ReadOnlySpan<float> values, ReadOnlySpan<int> image)
    {
        int positions = image[0] * image[1];
        return Regroup(values, outer: image[2], inner: positions);
    }

    /// <summary>Rows in the order height, width, channels as rows in the order channels, height, width.</summary>
    /// <param name="values">Row-major, <c>[height·width·channels, columns]</c>.</param>
    /// <param name="image">Height, width, channels.</param>
    public static float[] ChannelsFirst(ReadOnlySpan<float> values, ReadOnlySpan<int> image)
    {
        int positions = image[0] * image[1];
        return Regroup(values, outer: positions, inner: image[2]);
    }

    /// <summary>Row <c>o·inner + i</c> becomes row <c>i·outer + o</c>.</summary>
    private static float[] Regroup(ReadOnlySpan<float> values, int outer, int inner)
    {
        int columns = values.Length / (outer * inner);
        var regrouped = new float[values.Length];
        for (int o = 0; o < outer; o++)
        {
            for (int i = 0; i < inner; i++)
            {
                values.Slice(((o * inner) + i) * columns, columns).CopyTo(regrouped.AsSpan(((i * outer) + o) * columns, columns));
            }
        }

        return regrouped;
    }
}
