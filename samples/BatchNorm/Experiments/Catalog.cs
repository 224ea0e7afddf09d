namespace BatchNormExperiments;

/// <summary>All experiments, in the order of the report.</summary>
internal static class Catalog
{
    public static IReadOnlyList<Experiment> All { get; } =
    [
        new E01PublishedComparisons(),
        new E02OriginalExperiment(),
        new E03LearningRates(),
        new E04BatchSizes(),
        new E05InputScaling(),
        new E06LossSurfaces(),
        new E07Clouds(),
        new E08Depth(),
        new E09Placement(),
        new E10BatchStatistics(),
        new E11Smoothness(),
    ];
}
