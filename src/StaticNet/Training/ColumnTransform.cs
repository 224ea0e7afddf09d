namespace StaticNet;

/// <summary>
/// What a normaliser does to each column, <c>((x − center) − centerLow)·scale + offset</c>, with the floats the network will hold, applied
/// in double.
/// </summary>
internal sealed class ColumnTransform(int columns, double offset)
{
    private readonly float[] _center = new float[columns];
    private readonly float[] _centerLow = new float[columns];
    private readonly float[] _scale = new float[columns];

    /// <summary>The fixed transform <c>x·scale + offset</c>.</summary>
    public static ColumnTransform Rescale(int columns, double scale, double offset)
    {
        var transform = new ColumnTransform(columns, (float)offset);
        Array.Fill(transform._scale, (float)scale);
        return transform;
    }

    /// <summary>
    /// Sets a column; its centre is split into two floats. A scale too large for a float counts as that of a constant column, 1.
    /// </summary>
    public void Set(int column, double center, double scale)
    {
        _center[column] = (float)center;
        _centerLow[column] = (float)(center - _center[column]);
        _scale[column] = float.IsFinite((float)scale) ? (float)scale : 1;
    }

    /// <summary>Transforms a sample in place, whatever the rows of <c>columns</c> values it consists of.</summary>
    public void Apply(Span<double> sample)
    {
        for (int i = 0; i < sample.Length; i++)
        {
            int column = i % columns;
            sample[i] = ((sample[i] - _center[column] - _centerLow[column]) * _scale[column]) + offset;
        }
    }

    /// <summary>Writes the three vectors, which begin where the spans begin.</summary>
    public void Write(Span<float> center, Span<float> centerLow, Span<float> scale)
    {
        _center.CopyTo(center);
        _centerLow.CopyTo(centerLow);
        _scale.CopyTo(scale);
    }
}
