namespace StaticNet.Importing;

/// <summary>Names of tensors that are not StaticNet's own.</summary>
internal static class ForeignTensorNames
{
    /// <summary>One of γ and β, where a file does not say which: the one that the declared layer has.</summary>
    public const string GammaOrBeta = "gamma_or_beta";
}
