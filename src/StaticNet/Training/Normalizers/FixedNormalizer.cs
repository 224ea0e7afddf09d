namespace StaticNet;

/// <summary>A normaliser that learns nothing: what it does to rows is known without data.</summary>
internal abstract class FixedNormalizer(int[]? columns) : Normalizer(columns)
{
    internal sealed override bool Learns => false;

    internal sealed override NormalizerFitting Begin(int columns) => new Fitting(Of(columns), columns);

    internal sealed override FittedNormalizer Read(ParameterCollection statistics, string name, int columns) => Of(columns);

    /// <summary>What it does to rows of <paramref name="columns"/> columns.</summary>
    protected abstract FittedNormalizer Of(int columns);

    private sealed class Fitting(FittedNormalizer normalizer, int columns) : NormalizerFitting(columns, selected: [])
    {
        public override void Add(ReadOnlySpan<double> row)
        {
        }

        public override FittedNormalizer Finish() => normalizer;
    }
}
