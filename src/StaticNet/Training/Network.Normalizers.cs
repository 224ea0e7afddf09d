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
        get => _normalizersFitted || !Layout.AllNormalizers.Any(static layout => layout.Normalizer.Learns);
        internal set => _normalizersFitted = value;
    }

    /// <summary>Whether the statistics came from a file or were recalibrated, and so hold nothing of their initial values.</summary>
    internal bool StatisticsLoaded { get; set; }

    /// <summary>
    /// Fits the normalisers anew to training data, in order, in double precision: one pass over the data for each, two for whitening other than ZCA, and
    /// for medians as many as the values of 8 million at a time take. <see cref="Fit"/> does so by itself the first time. Targets are read where
    /// the network has <see cref="TargetStandardizeAttribute"/>.
    /// </summary>
    /// <param name="data">The data; labels and targets do not matter unless targets are standardised.</param>
    /// <exception cref="ArgumentException">
    /// The data do not fit the network, there are none, or a value to learn from is NaN or infinite. The network is as it was.
    /// </exception>
    public void FitNormalizers(DataSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (Layout.TargetNormalizer is null)
        {
            DataRequirements.CheckFeatures(Layout, data, nameof(data));
        }
        else
        {
            DataRequirements.Check(Layout, data, nameof(data));
        }

        NormalizerFit.Run(this, data, CancellationToken.None);
    }

    /// <summary>What a normaliser holds now, to normalise rows without the network, or to take them back.</summary>
    /// <param name="name">The layer's name, such as <c>standardize1</c>, or <c>targetstandardize1</c>, the normaliser of the targets.</param>
    /// <exception cref="ArgumentException">No normaliser is called that.</exception>
    /// <exception cref="InvalidOperationException">The normalisers have not been fitted.</exception>
    public FittedNormalizer GetNormalizer(string name)
    {
        NormalizerLayout layout = Layout.AllNormalizers.FirstOrDefault(candidate => candidate.Name == name)
            ?? throw new ArgumentException(
                $"No normaliser of {Layout.Name} is called '{name}'. There are: "
                + $"{string.Join(", ", Layout.AllNormalizers.Select(static candidate => candidate.Name))}.",
                nameof(name));
        return NormalizersFitted
            ? layout.Normalizer.Read(Statistics, name, layout.Columns)
            : throw new InvalidOperationException($"{name} of {Layout.Name} has not been fitted: call Fit or FitNormalizers, or load a file.");
    }
}
