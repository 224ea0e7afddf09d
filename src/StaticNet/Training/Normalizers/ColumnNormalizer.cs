namespace StaticNet;

/// <summary>A shift and a scale a column, <c>((x − center) − centerLow)·scale + offset</c>, with the floats the network will hold.</summary>
internal sealed class ColumnNormalizer : FittedNormalizer
{
    private readonly float[] _center;
    private readonly float[] _centerLow;
    private readonly float[] _scale;
    private readonly float[]? _deviation;
    private readonly float _offset;

    /// <summary>Columns that stay as they are, but for those that are set.</summary>
    /// <param name="columns">Columns.</param>
    /// <param name="hasDeviation">Whether the columns' deviations are kept beside a scale that does not tell.</param>
    /// <param name="offset">What is added to all in the end.</param>
    public ColumnNormalizer(int columns, bool hasDeviation = false, double offset = 0)
        : base(columns, columns)
    {
        _center = new float[columns];
        _centerLow = new float[columns];
        _scale = new float[columns];
        _deviation = hasDeviation ? new float[columns] : null;
        _offset = (float)offset;
        Array.Fill(_scale, 1);
        _deviation?.AsSpan().Fill(1);
    }

    private ColumnNormalizer(float[] center, float[] centerLow, float[] scale)
        : base(center.Length, center.Length) =>
        (_center, _centerLow, _scale) = (center, centerLow, scale);

    /// <summary>What a network holds.</summary>
    public static ColumnNormalizer Read(ParameterCollection statistics, string name) => new(
        statistics[name + ".center"].ToArray(), statistics[name + ".center_low"].ToArray(), statistics[name + ".scale"].ToArray());

    /// <summary>
    /// Sets a column; its centre is split into two floats. A scale too large for a float counts as that of a constant column, 1.
    /// </summary>
    public void Set(int column, double center, double scale)
    {
        _center[column] = (float)center;
        _centerLow[column] = (float)(center - _center[column]);
        _scale[column] = float.IsFinite((float)scale) ? (float)scale : 1;
    }

    /// <summary>Sets a column's deviation after normalising; 0 counts as 1.</summary>
    public void SetDeviation(int column, double deviation) => _deviation![column] = (float)deviation > 0 ? (float)deviation : 1;

    internal override void Apply(ReadOnlySpan<double> values, Span<double> normalized)
    {
        for (int column = 0; column < Inputs; column++)
        {
            normalized[column] = ((values[column] - _center[column] - _centerLow[column]) * _scale[column]) + _offset;
        }
    }

    internal override void Invert(ReadOnlySpan<double> normalized, Span<double> values)
    {
        for (int column = 0; column < Inputs; column++)
        {
            values[column] = ((normalized[column] - _offset) / _scale[column]) + _centerLow[column] + _center[column];
        }
    }

    internal override void Write(ParameterCollection statistics, string name)
    {
        statistics[name + ".center"].CopyFrom(_center);
        statistics[name + ".center_low"].CopyFrom(_centerLow);
        statistics[name + ".scale"].CopyFrom(_scale);
        if (_deviation is not null)
        {
            statistics[name + ".deviation"].CopyFrom(_deviation);
        }
    }
}
