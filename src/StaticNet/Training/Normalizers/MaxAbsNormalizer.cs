namespace StaticNet;

/// <summary>The largest size onto 1; a column of zeros stays as it is.</summary>
internal sealed class MaxAbsNormalizer(int[]? columns) : Normalizer(columns)
{
    internal override NormalizerFitting Begin(int columns) => new Fitting(columns, Columns);

    private sealed class Fitting(int columns, int[]? selected) : ExtremesFitting(columns, selected)
    {
        public override FittedNormalizer Finish()
        {
            var fitted = new ColumnNormalizer(Columns);
            foreach (int column in Selected)
            {
                fitted.Set(column, 0, 1 / Math.Max(Math.Abs(Least(column)), Math.Abs(Largest(column))));
            }

            return fitted;
        }
    }
}
