namespace StaticNet;

public abstract partial class Network
{
    private bool _normalizersFitted;

    /// <summary>
    /// Whether the normalisers hold what they learn from data: after <see cref="Fit"/>, <see cref="FitNormalizers"/> or loading. Always
    /// true of a network whose normalisers learn nothing, or that has none.
    /// </summary>
    public bool NormalizersFitted
    {
        get => _normalizersFitted || !Layout.Normalizers.Any(static normalizer => normalizer.Kind != NormalizerKind.Rescale);
        internal set => _normalizersFitted = value;
    }

    /// <summary>Whether the statistics came from a file, and so hold nothing of their initial values.</summary>
    internal bool StatisticsLoaded { get; set; }

    /// <summary>
    /// Fits the normalisers anew to training data: one pass over the data for each, in order, in double precision. <see cref="Fit"/> does
    /// so by itself the first time.
    /// </summary>
    /// <param name="data">The data; labels and targets do not matter.</param>
    /// <exception cref="ArgumentException">
    /// The data do not fit the network, there are none, or a feature is NaN or infinite. The network is as it was.
    /// </exception>
    public void FitNormalizers(DataSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        DataRequirements.CheckFeatures(Layout, data, nameof(data));
        NormalizerFit.Run(this, data, CancellationToken.None);
    }
}
