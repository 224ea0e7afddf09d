namespace StaticNet.Importing.PyTorch;

/// <summary>Gathers the values of tensors from the archive's storages.</summary>
internal sealed class StorageReader(Archive archive, string folder, int fileLength, bool isBigEndian, string source)
{
    private readonly Dictionary<string, byte[]> _storages = new(StringComparer.Ordinal);
    private long _budget = 4096 + (4L * fileLength);

    public ForeignTensor Read(string name, PickleTensor tensor)
    {
        PickleStorage storage = tensor.Storage;
        if (!_storages.TryGetValue(storage.Key, out byte[]? bytes))
        {
            bytes = archive.Read(folder + storage.Key);
            _storages.Add(storage.Key, bytes);
        }

        int size = ElementType.SizeOf(storage.DataType)!.Value;
        if (bytes.Length < storage.Count * (Int128)size)
        {
            throw new InvalidDataException(
                $"'{source}', tensor '{name}': expected a storage of {storage.Count} elements of type {storage.DataType}, found {bytes.Length} bytes.");
        }

        // Tensors may share a storage, but not so often that they become much larger than the file.
        if ((_budget -= tensor.Count) < 0)
        {
            throw new InvalidDataException($"'{source}': its tensors are larger than a file of {fileLength} bytes can hold.");
        }

        var values = new float[tensor.Count];
        int[] position = new int[tensor.Shape.Length];
        Span<byte> element = stackalloc byte[8];
        for (int i = 0; i < values.Length; i++)
        {
            long at = tensor.Offset;
            for (int axis = 0; axis < position.Length; axis++)
            {
                at += position[axis] * tensor.Strides[axis];
            }

            bytes.AsSpan((int)(at * size), size).CopyTo(element);
            if (isBigEndian)
            {
                element[..size].Reverse();
            }

            values[i] = ElementType.Number(storage.DataType, element);
            for (int axis = position.Length - 1; axis >= 0 && ++position[axis] == tensor.Shape[axis]; axis--)
            {
                position[axis] = 0;
            }
        }

        return new ForeignTensor(name, tensor.Shape, values) { DataType = storage.DataType };
    }
}
