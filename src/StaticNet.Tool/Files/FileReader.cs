using StaticNet.Importing;
using StaticNet.Importing.PyTorch;
using StaticNet.Importing.Safetensors;
using StaticNet.Onnx;

namespace StaticNet.Tool.Files;

/// <summary>Opens files by their kind.</summary>
internal static class FileReader
{
    /// <summary>Tensors of this prefix are a test vector, not weights.</summary>
    public const string SelfTestPrefix = "__selftest__.";

    private const string Kinds = "The tool reads .safetensors, .onnx, .keras, .h5, .pt, .pth, .npz and .json.";

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What files of weights alone do not say; null for PyTorch's defaults.</param>
    public static NetworkFile Read(string path, StateDictOptions? options = null)
    {
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".onnx":
                return Foreign("ONNX", OnnxFile.Read(path));
            case ".keras" or ".h5" or ".hdf5":
                return Foreign("Keras", Import.Read(path));
            case ".pt" or ".pth":
                return Foreign("PyTorch", Import.Read(path, options));
            case ".npz":
                return Foreign("NumPy", Import.Read(path, options));
            case ".json":
                return Foreign("scikit-learn", Import.Read(path));
            case ".safetensors":
                return Safetensors(path, options);
            default:
                throw new ToolException($"'{path}' is of no kind that is known by its extension.", Kinds);
        }
    }

    /// <summary>Reads a file, and of one whose layers StaticNet does not have, the tensors.</summary>
    public static NetworkFile ReadTensors(string path)
    {
        try
        {
            return Read(path);
        }
        catch (InvalidDataException exception) when (Path.GetExtension(path).ToLowerInvariant() is ".onnx" or ".pt" or ".pth" or ".safetensors")
        {
            IReadOnlyList<ForeignTensor> tensors = Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".onnx" => OnnxFile.ReadTensors(path),
                ".safetensors" => SafetensorsWeights.ReadTensors(File.ReadAllBytes(path), path),
                _ => PyTorchFile.ReadTensors(File.ReadAllBytes(path), path),
            };
            return new NetworkFile(
                path, "tensors alone", [.. tensors.Select(static tensor => new NamedTensor(tensor.Name, tensor.Shape, tensor.DataType, tensor.Values))])
            {
                Refusal = exception.Message,
            };
        }
    }

    private static NetworkFile Safetensors(string path, StateDictOptions? options)
    {
        SafetensorsFile file = SafetensorsFile.Read(path);
        if (!file.Metadata.ContainsKey("staticnet.version"))
        {
            return Foreign("safetensors", Import.Read(path, options));
        }

        NamedTensor[] tensors =
        [
            .. file.Tensors
                .Where(static tensor => !tensor.Name.StartsWith(SelfTestPrefix, StringComparison.Ordinal))
                .Select(tensor => new NamedTensor(
                    tensor.Name, [.. tensor.Shape.ToArray().Select(static axis => checked((int)axis))], tensor.DataType, tensor.ToArray<float>())),
        ];
        return new NetworkFile(path, PackedFile.IsPacked(file) ? "StaticNet, a packed predictor" : "StaticNet", tensors) { Own = file };
    }

    private static NetworkFile Foreign(string format, ForeignNetwork network)
    {
        NamedTensor[] tensors =
        [
            .. network.Layers.SelectMany(static layer => layer.Tensors.Select(tensor =>
                new NamedTensor(layer.Name.Length == 0 ? tensor.Name : $"{layer.Name}.{tensor.Name}", tensor.Shape, tensor.DataType, tensor.Values))),
        ];
        return new NetworkFile(network.Source, format, tensors) { Foreign = network };
    }
}
