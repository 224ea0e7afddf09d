namespace StaticNet;

/// <summary>How a predictor lies in a file, for the library, which writes it, and for the compiler of networks, which lets it be used there.</summary>
internal static class PackedLayout
{
    /// <summary>The one tensor with all that a predictor multiplies by and adds. No tensor of a network is called so.</summary>
    public const string Tensor = "__packed__";

    /// <summary>
    /// Its version: what is folded into what, where each part lies, and in which order. To be raised with every change of that, so that the compiler refuses
    /// files whose weights would be taken for others; <c>PackedLayoutTests</c> tells.
    /// </summary>
    public const string Version = "1";

    /// <summary>Metadata of files that hold a predictor: its version.</summary>
    public const string VersionKey = "staticnet.packed";

    /// <summary>Metadata of such files: whether the input's means are subtracted while it is loaded, <c>true</c> or <c>false</c>.</summary>
    public const string SubtractsCenterKey = "staticnet.subtracts-center";
}
