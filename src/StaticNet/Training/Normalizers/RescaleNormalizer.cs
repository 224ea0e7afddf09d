namespace StaticNet;

/// <summary>The fixed line <c>scale·x + offset</c>.</summary>
internal sealed class RescaleNormalizer(double scale, double offset) : Normalizer(columns: null)
{
    internal override bool Learns => false;

    internal override NormalizerFitting Begin(int columns) => new Fitting(Line(columns), columns);

    internal override FittedNormalizer Read(ParameterCollection statistics, string name, int columns) => Line(columns);

    private ColumnNormalizer Line(int columns)
    {
        var line = new ColumnNormalizer(columns, offset: offset);
        for (int column = 0; column < columns; column++)
        {
            line.Set(column, 0, scale);
        }

        return line;
    }

    private sealed class Fitting(ColumnNormalizer line, int columns) : NormalizerFitting(columns, selected: [])
    {
        public override void Add(ReadOnlySpan<double> row)
        {
        }

        public override FittedNormalizer Finish() => line;
    }
}
