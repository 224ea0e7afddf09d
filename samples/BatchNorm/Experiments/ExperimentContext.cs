using StaticNet;

namespace BatchNormExperiments;

/// <summary>What an experiment works with.</summary>
/// <param name="Images">The digits.</param>
/// <param name="Progress">Told of every training.</param>
/// <param name="Cancellation">The user's wish to stop.</param>
internal sealed record ExperimentContext(Images Images, IComparisonProgress Progress, CancellationToken Cancellation)
{
    /// <summary>One value for MNIST and another for the few images that the samples carry.</summary>
    public T ByData<T>(T mnist, T carried) => Images.IsMnist ? mnist : carried;

    /// <summary>Trains networks side by side.</summary>
    public Comparison Compare(IReadOnlyList<Contestant> contestants, params IReadOnlyList<ComparisonSetting> settings) =>
        Compare(Images.Scaled, contestants, settings);

    /// <inheritdoc cref="Compare(IReadOnlyList{Contestant}, IReadOnlyList{ComparisonSetting})"/>
    public Comparison Compare(DataSplit data, IReadOnlyList<Contestant> contestants, params IReadOnlyList<ComparisonSetting> settings) =>
        StaticNet.Compare.RunAll(data, contestants, settings, progress: Progress, cancellation: Cancellation);
}
