namespace StaticNet.RandomTests.Interpreter;

/// <summary>Values of a batch in double precision, row-major. The first axis counts samples; the last one is the columns.</summary>
internal sealed class Batch(double[] values, int[] shape)
{
    public double[] Values { get; } = values;

    public int[] Shape { get; } = shape;

    public int Samples => Shape[0];

    public int Columns => Shape[^1];

    public int Rows => Values.Length / Columns;

    public Span<double> Row(int row) => Values.AsSpan(row * Columns, Columns);

    /// <summary>Zeros of the same shape.</summary>
    public Batch Like() => new(new double[Values.Length], Shape);

    /// <summary>Zeros of the same shape but for the last axis.</summary>
    public Batch WithColumns(int columns) => new(new double[Rows * columns], [.. Shape[..^1], columns]);

    public static Batch Of(ReadOnlySpan<float> values, int samples, ReadOnlySpan<int> sampleShape)
    {
        var wide = new double[values.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = values[i];
        }

        return new Batch(wide, [samples, .. sampleShape]);
    }
}
