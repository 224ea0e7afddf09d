namespace StaticNet.Reports;

/// <summary>A picture of one value a pixel.</summary>
public sealed class GridImage
{
    private readonly float[] _values;

    /// <summary>A picture.</summary>
    /// <param name="values">The values, row by row from the top, <c>[height, width]</c>.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="caption">What stands below it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    /// <exception cref="ArgumentException">There are not as many values as pixels.</exception>
    public GridImage(ReadOnlySpan<float> values, int width, int height, string caption = "")
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentNullException.ThrowIfNull(caption);
        if (values.Length != (long)width * height)
        {
            throw new ArgumentException($"The picture has {values.Length} values; expected {height} x {width}.", nameof(values));
        }

        _values = values.ToArray();
        Width = width;
        Height = height;
        Caption = caption;
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>What stands below it.</summary>
    public string Caption { get; }

    /// <summary>The values, row by row from the top.</summary>
    public ReadOnlySpan<float> Values => _values;

    internal float this[int row, int column] => _values[(row * Width) + column];

    internal IEnumerable<double> All => _values.Select(static value => (double)value);
}
