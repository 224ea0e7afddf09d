using StaticNet.Importing.Keras;
using StaticNet.Importing.Matching;
using StaticNet.Importing.PyTorch;
using StaticNet.Importing.Safetensors;
using StaticNet.Importing.ScikitLearn;

namespace StaticNet.Importing;

/// <summary>Takes networks that were trained elsewhere: <c>Import.Into(network, Import.Read("model.keras"))</c>.</summary>
public static class Import
{
    /// <summary>
    /// Reads a file of Keras (<c>.keras</c>, <c>.h5</c>, <c>.weights.h5</c>), PyTorch (<c>.pt</c>, <c>.pth</c>), NumPy (<c>.npz</c>),
    /// scikit-learn (JSON) or safetensors, told apart by its content. Nothing in a file is executed.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What files of weights alone do not say; null: as PyTorch's defaults have it.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, of no known form, or holds what StaticNet does not have; the message says what.</exception>
    public static ForeignNetwork Read(string path, StateDictOptions? options = null) => Parse(ForeignFile.ReadAll(path), path, options);

    /// <summary>Reads the content of a file; see <see cref="Read"/>.</summary>
    /// <exception cref="InvalidDataException">As of <see cref="Read"/>.</exception>
    public static ForeignNetwork Parse(byte[] bytes, string source, StateDictOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (Hdf5.Hdf5Content.HasSignature(bytes))
        {
            return KerasFile.Parse(bytes, source);
        }

        if (ScikitLearnFile.HasSignature(bytes))
        {
            return ScikitLearnFile.Parse(bytes, source);
        }

        if (!Archive.HasSignature(bytes))
        {
            // A pickle begins with its protocol: a file from before PyTorch 1.6, which is told how to be saved.
            return bytes is [0x80, < 6, ..] ? PyTorchFile.Parse(bytes, source, options) : SafetensorsWeights.Parse(bytes, source, options);
        }

        var archive = new Archive(bytes, source);
        return archive.Has("config.json") ? KerasFile.Parse(bytes, source)
            : archive.Names.Any(static name => name.EndsWith(".npy", StringComparison.Ordinal)) ? NumPy.NpzFile.Parse(bytes, source, options)
            : PyTorchFile.Parse(bytes, source, options);
    }

    /// <summary>
    /// Fills a declared network with the weights of a file. A file that describes all layers has to describe the same ones, in the same order and
    /// with the same settings, as far as they affect prediction; Dropout and Flatten may be on one side alone. A file of weights alone is taken by
    /// the names and shapes of its weights and, among layers that are alike in them, by order. If anything is left over on either side, the
    /// network stays as it was.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="foreign">What was read.</param>
    /// <param name="names">
    /// Layers of the file and the declared ones that take their weights (<c>["encoder.0"] = "dense1"</c>), where order and shape do not tell. If
    /// given, even if empty, a file that describes all layers is taken as one of weights alone: activations are not compared.
    /// </param>
    /// <returns>Which layer took its weights from which.</returns>
    /// <exception cref="InvalidDataException">
    /// The file does not fit: the message lists all tensors that are left over, or names the layers and settings that differ.
    /// </exception>
    /// <exception cref="ArgumentException"><paramref name="names"/> holds a layer that there is not.</exception>
    public static IReadOnlyList<ImportedLayer> Into(
        Network network, ForeignNetwork foreign, IReadOnlyDictionary<string, string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(foreign);
        IReadOnlyList<DeclaredLayer> declared = DeclaredLayer.Of(network);
        IReadOnlyList<LayerPair> pairs = foreign.IsComplete && names is null
            ? ChainMatching.Match(network, foreign, declared)
            : WeightMatching.Match(network, foreign, declared, names ?? new Dictionary<string, string>());
        network.SetTensors(TensorTransfer.Values(network, foreign, pairs));
        return [.. pairs.Where(static pair => pair.Declared.Tensors.Count > 0)
            .Select(static pair => new ImportedLayer(pair.Foreign.Name, pair.Declared.Name))];
    }
}
