namespace StaticNet.Importing.Safetensors;

/// <summary>
/// Reads safetensors files of others: of PyTorch (<c>fc1.weight</c>), of Keras (<c>dense/kernel</c>) or under StaticNet's own names. Files that StaticNet
/// saved are better loaded by <see cref="NetworkFiles.Load(Network, string)"/>, which checks the architecture as well.
/// </summary>
public static class SafetensorsWeights
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What the file does not say: epsilon and the order of images' axes. Null: as PyTorch's defaults have it.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, or holds a layer or a type of elements that StaticNet does not have; the message names it.
    /// </exception>
    public static ForeignNetwork Read(string path, StateDictOptions? options = null) => Parse(ForeignFile.ReadAll(path), path, options);

    /// <summary>Reads the content of a file.</summary>
    /// <exception cref="InvalidDataException">As of <see cref="Read"/>.</exception>
    public static ForeignNetwork Parse(byte[] bytes, string source, StateDictOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        SafetensorsFile file = SafetensorsFile.Parse(bytes, source);
        PackedFile.Refuse(file);
        return StateDict.ToNetwork(source, ToTensors(file), options ?? new StateDictOptions());
    }

    /// <summary>The tensors of a file under their own names, in the file's order.</summary>
    /// <exception cref="InvalidDataException">As of <see cref="Read"/>.</exception>
    public static IReadOnlyList<ForeignTensor> ReadTensors(byte[] bytes, string source)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return ToTensors(SafetensorsFile.Parse(bytes, source));
    }

    private static ForeignTensor[] ToTensors(SafetensorsFile file) => [.. file.Tensors.Select(tensor => ToTensor(tensor, file.Source))];

    private static ForeignTensor ToTensor(SafetensorsTensor tensor, string source)
    {
        string dataType = tensor.DataType switch
        {
            SafetensorsDataType.Bool => "bool",
            SafetensorsDataType.I8 => "int8",
            SafetensorsDataType.U8 => "uint8",
            SafetensorsDataType.I16 => "int16",
            SafetensorsDataType.U16 => "uint16",
            SafetensorsDataType.I32 => "int32",
            SafetensorsDataType.U32 => "uint32",
            SafetensorsDataType.I64 => "int64",
            SafetensorsDataType.U64 => "uint64",
            SafetensorsDataType.F16 => "float16",
            "BF16" => "bfloat16",
            SafetensorsDataType.F32 => "float32",
            SafetensorsDataType.F64 => "float64",
            _ => throw new InvalidDataException($"'{source}', tensor '{tensor.Name}': elements of type {tensor.DataType} are not supported."),
        };
        if (tensor.Data.Length != tensor.Count * (Int128)ElementType.SizeOf(dataType)!.Value || tensor.Shape.ContainsAnyExceptInRange(0, int.MaxValue))
        {
            throw new InvalidDataException(
                $"'{source}', tensor '{tensor.Name}': expected {tensor.Count} elements of type {dataType}, found {tensor.Data.Length} bytes.");
        }

        int[] shape = [.. tensor.Shape.ToArray().Select(static axis => (int)axis)];
        return new ForeignTensor(tensor.Name, shape, ElementType.ToFloats(dataType, tensor.Data.Span)) { DataType = dataType };
    }
}
