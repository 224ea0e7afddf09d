using System.Text;
using StaticNet.Importing.Hdf5;

namespace StaticNet.Importing.Keras;

/// <summary>
/// Reads what Keras saves: <c>.keras</c> archives, <c>.h5</c> files of whole models (Keras 2 and 3) and files of weights alone
/// (<c>.weights.h5</c>). Nothing in a file is executed: layers are known by their class, and one that StaticNet does not have, such as a
/// <c>Lambda</c>, is refused.
/// </summary>
public static class KerasFile
{
    private const string ConfigEntry = "config.json";
    private const string MetadataEntry = "metadata.json";
    private const string WeightsEntry = "model.weights.h5";

    /// <summary>Reads a file, whichever of the forms it has.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, holds a layer or a setting that StaticNet does not have, or weights that no layer takes; the message names it.
    /// </exception>
    public static ForeignNetwork Read(string path) => Parse(ForeignFile.ReadAll(path), path);

    /// <summary>Reads the content of a file.</summary>
    /// <exception cref="InvalidDataException">As of <see cref="Read"/>.</exception>
    public static ForeignNetwork Parse(byte[] bytes, string source)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(source);
        return Archive.HasSignature(bytes) ? ParseArchive(new Archive(bytes, source), source) : ParseHdf5(bytes, source);
    }

    private static ForeignNetwork ParseArchive(Archive archive, string source)
    {
        JsonArguments config = JsonArguments.Parse(archive.Read(ConfigEntry), source);
        JsonArguments metadata = archive.Has(MetadataEntry) ? JsonArguments.Parse(archive.Read(MetadataEntry), source) : config;
        Hdf5Group root = Hdf5File.Open(archive.Read(WeightsEntry), $"{source}/{WeightsEntry}");
        return Translate(config, WeightsOf(root, source), IsKeras2(metadata.Text("keras_version")), source);
    }

    private static ForeignNetwork ParseHdf5(byte[] bytes, string source)
    {
        Hdf5Group root = Hdf5File.Open(bytes, source);
        if (root.Attribute("model_config") is { Count: 1 } config)
        {
            Hdf5Group weights = root.FindGroup("model_weights")
                ?? throw new InvalidDataException($"'{source}' describes a model, but has no group 'model_weights' of its weights.");
            string? version = (root.Attribute("keras_version") ?? weights.Attribute("keras_version")) is { Count: 1 } text ? text.ToTexts()[0] : null;
            JsonArguments json = JsonArguments.Parse(Encoding.UTF8.GetBytes(config.ToTexts()[0]), source);
            return Translate(json, new KerasNamedWeights(weights, source), IsKeras2(version), source);
        }

        return KerasWeightFile.Read(root, source);
    }

    private static KerasVariables WeightsOf(Hdf5Group root, string source) =>
        KerasVariables.Find(root) ?? throw new InvalidDataException($"'{source}' has no group 'layers' of weights.");

    private static bool IsKeras2(string? version) => version is not null && !version.StartsWith('3');

    private static ForeignNetwork Translate(JsonArguments json, IKerasWeights weights, bool isKeras2, string source)
    {
        KerasModel model = KerasModel.Parse(json);
        var translator = new KerasTranslator(isKeras2, model.InputShape);
        var layers = new List<ForeignLayer>();
        foreach (KerasLayer layer in model.Layers)
        {
            IReadOnlyList<ForeignTensor> tensors = weights.Take(layer);
            KerasTranslation translation = translator.Translate(layer, tensors);
            layers.AddRange(KerasBinding.Bind(layer, translation, tensors));
        }

        IReadOnlyList<string> rest = weights.Rest();
        if (rest.Count > 0)
        {
            throw new InvalidDataException($"'{source}' holds weights that no layer takes: {string.Join(", ", rest)}.");
        }

        int[] shape = model.InputShape
            ?? (layers.FirstOrDefault(static layer => layer.Tensors.Count > 0) is { Kind: "Dense", Tensors: [{ Shape: [var inputs, _] }, ..] } ? [inputs] : []);
        return new ForeignNetwork(source, shape, layers);
    }
}
