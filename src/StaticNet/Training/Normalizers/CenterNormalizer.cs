namespace StaticNet;

/// <summary>Mean 0.</summary>
internal sealed class CenterNormalizer(int[]? columns) : Normalizer(columns)
{
    internal override NormalizerFitting Begin(int columns) => new Fitting(columns, Columns);

    private sealed class Fitting(int columns, int[]? selected) : MomentsFitting(columns, selected)
    {
        public override FittedNormalizer Finish()
        {
            var fitted = new ColumnNormalizer(Columns, hasDeviation: true);
            foreach (int column in Selected)
            {
                fitted.Set(column, Mean(column), 1);
                fitted.SetDeviation(column, Deviation(column, unbiased: false) ?? 1);
            }

            return fitted;
        }
    }
}
