namespace StaticNet.Importing.PyTorch;

/// <summary>Values that tensors are windows on: an entry of the archive.</summary>
/// <param name="Key">Name of the entry.</param>
/// <param name="DataType">Type of an element, such as <c>float32</c>.</param>
/// <param name="Count">Elements.</param>
internal sealed record PickleStorage(string Key, string DataType, long Count)
{
    /// <summary>Of <c>('storage', type, key, device, count)</c>.</summary>
    public static PickleStorage Of(object? identifier, string source) =>
        identifier is object?[] and ["storage", PickleGlobal { Kind: PickleGlobalKind.ElementType } type, string key, string, long and >= 0 and var count, ..]
            ? new PickleStorage(key, type.DataType, count)
            : throw new InvalidDataException($"'{source}' holds a damaged pickle: expected a storage with type, key, device and size.");
}
