namespace StaticNet;

/// <summary>
/// The least value onto <paramref name="low"/>, the largest onto <paramref name="high"/>; a constant column onto <paramref name="low"/>. The lower end
/// is part of the centre, so that the network only subtracts and multiplies.
/// </summary>
internal sealed class MinMaxNormalizer(double low, double high, int[]? columns) : Normalizer(columns)
{
    internal override NormalizerFitting Begin(int columns) => new Fitting(low, high, columns, Columns);

    private sealed class Fitting(double low, double high, int columns, int[]? selected) : ExtremesFitting(columns, selected)
    {
        public override FittedNormalizer Finish()
        {
            var fitted = new ColumnNormalizer(Columns);
            foreach (int column in Selected)
            {
                double scale = (high - low) / (Largest(column) - Least(column));
                scale = float.IsFinite((float)scale) ? scale : high - low;
                fitted.Set(column, Least(column) - (low / scale), scale);
            }

            return fitted;
        }
    }
}
