namespace StaticNet;

/// <summary>The fixed line <c>scale·x + offset</c>.</summary>
internal sealed class RescaleNormalizer(double scale, double offset) : FixedNormalizer(columns: null)
{
    protected override FittedNormalizer Of(int columns)
    {
        var line = new ColumnNormalizer(columns, offset: offset);
        for (int column = 0; column < columns; column++)
        {
            line.Set(column, 0, scale);
        }

        return line;
    }
}
