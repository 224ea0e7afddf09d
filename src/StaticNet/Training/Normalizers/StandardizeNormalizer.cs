namespace StaticNet;

/// <summary>Mean 0 and deviation 1; a constant column is only centred.</summary>
internal sealed class StandardizeNormalizer(bool center, bool unbiased, int[]? columns) : Normalizer(columns)
{
    internal override NormalizerFitting Begin(int columns) => new Fitting(center, unbiased, columns, Columns);

    private sealed class Fitting(bool center, bool unbiased, int columns, int[]? selected) : MomentsFitting(columns, selected)
    {
        public override FittedNormalizer Finish()
        {
            var fitted = new ColumnNormalizer(Columns);
            foreach (int column in Selected)
            {
                fitted.Set(column, center ? Mean(column) : 0, 1 / Deviation(column, unbiased) ?? 1);
            }

            return fitted;
        }
    }
}
