namespace StaticNet.Importing;

/// <summary>Tells what a layer is by the names and ranks of its weights.</summary>
internal static class LayerKind
{
    /// <summary>The kind of a layer whose tensors have StaticNet's names; null if StaticNet has none with such weights.</summary>
    public static string? Of(IReadOnlyList<ForeignTensor> tensors)
    {
        var names = tensors.Select(static tensor => tensor.Name).ToHashSet(StringComparer.Ordinal);
        bool Are(int rank) => tensors.All(tensor => tensor.Shape.Length == rank);
        return names.Contains("kernel") && names.IsSubsetOf(["kernel", "bias"])
                && tensors.All(static tensor => tensor.Shape.Length == (tensor.Name == "kernel" ? 2 : 1))
                ? "Dense"
            : names.Contains("moving_mean") && Are(1)
                && names.IsSubsetOf(["gamma", "beta", ForeignTensorNames.GammaOrBeta, "moving_mean", "moving_variance", "batches"])
                ? "BatchNorm"
            : names.SetEquals(["slope"]) ? "PRelu"
            : names.SetEquals(["gamma"]) && Are(1) ? "RMSNorm"
            : names.Contains("mean") && names.Contains("variance") && names.IsSubsetOf(["mean", "variance", "count"]) ? "Standardize"
            : names.IsSupersetOf(["center", "center_low", "scale"]) && names.IsSubsetOf(["center", "center_low", "scale", "deviation", "matrix"])
                ? (names.Contains("matrix") ? "Whiten" : "Standardize")
            : Are(1) && names.IsSubsetOf(["gamma", "beta", ForeignTensorNames.GammaOrBeta]) ? "LayerNorm"
            : null;
    }
}
