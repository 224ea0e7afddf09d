namespace StaticNet;

/// <summary>Values kept within a range. What was cut off stays cut off when rows are taken back.</summary>
internal sealed class ClipNormalizer(double min, double max, int[]? columns) : FixedNormalizer(columns)
{
    protected override FittedNormalizer Of(int columns) =>
        new FunctionNormalizer(columns, Columns, value => Math.Min(Math.Max(value, (float)min), (float)max), static value => value);
}
