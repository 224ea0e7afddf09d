namespace StaticNet.Benchmarks;

/// <summary>The rows of the table, in its order.</summary>
internal static class AllRows
{
    public static Row[] Create() =>
    [
        new ProductRow(), new DigitTrainingRow(), new AdamRow(), new LargeTrainingRow(), new NormalizationRow(), new OneRowRow(),
        new BatchPredictionRow(), new TinyNetRow(), new SmallNetRow(), new FirstStepsRow(), new SparseRow(), new PrecisionRow(), new ReproducibleRow(),
    ];
}
