namespace StaticNet;

/// <summary>
/// A predictor as a safetensors file: all its weights, folded and packed, as the one tensor <c>__packed__</c>, which <c>[Pretrained]</c> uses where it lies.
/// The metadata are those of the network's own file, but for what only training asks for, and <c>staticnet.packed</c>, the version of the layout.
/// </summary>
internal static class PackedFile
{
    /// <summary>Bytes of a line of the cache.</summary>
    private const int Alignment = 64;

    /// <summary>Writes a predictor of single precision.</summary>
    public static void Write(string path, Predictor predictor, ReadOnlySpan<float> weights, IReadOnlyList<string> classNames, SaveOptions? options)
    {
        SafetensorsTensor[] selfTest = options is { SelfTest: { IsEmpty: false } rows }
            ? SelfTestVector.Of(predictor, rows.Span).ToTensors(predictor.Layout)
            : [];
        Dictionary<string, string> metadata = NetworkFiles.Metadata(predictor.Layout, classNames);
        metadata[PackedLayout.VersionKey] = PackedLayout.Version;
        metadata[PackedLayout.SubtractsCenterKey] = predictor.SubtractsInputCenter ? "true" : "false";
        SafetensorsFile.Write(path, [SafetensorsTensor.Create(PackedLayout.Tensor, [weights.Length], weights), .. selfTest], metadata, Alignment);
    }

    /// <summary>Whether a file holds a predictor, by its metadata.</summary>
    public static bool IsPacked(SafetensorsFile file) => file.Metadata.ContainsKey(PackedLayout.VersionKey);

    /// <summary>What whoever wants the network is told.</summary>
    public static string Refusal(string source) =>
        $"'{source}' holds a packed predictor, which is for [Pretrained]: nothing can be trained from it. Save the network itself, with network.Save, and load that.";

    /// <summary>Refuses a file that holds a predictor where a network is wanted.</summary>
    /// <exception cref="InvalidDataException">It does.</exception>
    public static void Refuse(SafetensorsFile file)
    {
        if (IsPacked(file))
        {
            throw new InvalidDataException(Refusal(file.Source));
        }
    }
}
