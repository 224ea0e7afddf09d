namespace StaticNet.Onnx.Reading;

/// <summary>A tensor whose values are known before anything runs.</summary>
/// <param name="Shape">Length of each axis; empty for a scalar.</param>
/// <param name="Values">Row-major. Integers are exact up to 2^53, more than any shape has.</param>
/// <param name="DataType">Element type in the file, such as <c>float32</c>.</param>
internal sealed record Constant(int[] Shape, double[] Values, string DataType)
{
    /// <summary>Whether there is one value only.</summary>
    public bool IsScalar => Values.Length == 1;

    /// <summary>The values with two axes swapped.</summary>
    public Constant Transposed()
    {
        (int rows, int columns) = (Shape[0], Shape[1]);
        var values = new double[Values.Length];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                values[(j * rows) + i] = Values[(i * columns) + j];
            }
        }

        return new Constant([columns, rows], values, DataType);
    }

    /// <summary>The values times a number.</summary>
    public Constant Times(double factor) => factor == 1 ? this : this with { Values = Array.ConvertAll(Values, value => value * factor) };
}
