namespace StaticNet.Importing.PyTorch;

/// <summary>A name that a pickle may use.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="DataType">The type of elements, such as <c>float32</c>, of a name of one; empty otherwise.</param>
internal sealed record PickleGlobal(PickleGlobalKind Kind, string DataType = "")
{
    /// <exception cref="InvalidDataException">The name is not on the list.</exception>
    public static PickleGlobal Find(string module, string name, string source) => (module, name) switch
    {
        ("collections", "OrderedDict") => new PickleGlobal(PickleGlobalKind.OrderedDictionary),
        ("torch._utils", "_rebuild_tensor_v2") => new PickleGlobal(PickleGlobalKind.Tensor),
        ("torch._utils", "_rebuild_parameter") => new PickleGlobal(PickleGlobalKind.Parameter),
        ("torch", "DoubleStorage") => Elements("float64"),
        ("torch", "FloatStorage") => Elements("float32"),
        ("torch", "HalfStorage") => Elements("float16"),
        ("torch", "BFloat16Storage") => Elements("bfloat16"),
        ("torch", "LongStorage") => Elements("int64"),
        ("torch", "IntStorage") => Elements("int32"),
        ("torch", "ShortStorage") => Elements("int16"),
        ("torch", "CharStorage") => Elements("int8"),
        ("torch", "ByteStorage") => Elements("uint8"),
        ("torch", "BoolStorage") => Elements("bool"),
        _ => throw new InvalidDataException(
            $"'{source}' asks for '{Shorten(module)}.{Shorten(name)}', which no state_dict needs; it was not executed. "
            + "Save the weights alone: torch.save(model.state_dict(), path)."),
    };

    private static PickleGlobal Elements(string dataType) => new(PickleGlobalKind.ElementType, dataType);

    private static string Shorten(string name) => name.Length <= 60 ? name : $"{name[..60]}...";
}
