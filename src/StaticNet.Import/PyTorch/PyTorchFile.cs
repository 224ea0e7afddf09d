namespace StaticNet.Importing.PyTorch;

/// <summary>
/// Reads a <c>state_dict</c> that PyTorch 1.6 or later saved by <c>torch.save</c> (<c>.pt</c>, <c>.pth</c>): a zip archive with a pickle,
/// of which a short list of instructions and names is accepted and nothing is executed. A dictionary around it, as checkpoints have, is looked
/// into under the usual names.
/// </summary>
public static class PyTorchFile
{
    private static readonly string[] _usualNames = ["state_dict", "model_state_dict", "model", "net", "network", "weights", "params"];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What the file does not say: epsilon and the order of images' axes. Null: as PyTorch's defaults have it.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, no <c>state_dict</c>, holds objects other than tensors, or a layer that StaticNet does not have; the message names it.
    /// </exception>
    public static ForeignNetwork Read(string path, StateDictOptions? options = null) => Parse(ForeignFile.ReadAll(path), path, options);

    /// <summary>Reads the content of a file.</summary>
    /// <exception cref="InvalidDataException">As of <see cref="Read"/>.</exception>
    public static ForeignNetwork Parse(byte[] bytes, string source, StateDictOptions? options = null) =>
        StateDict.ToNetwork(source, ReadTensors(bytes, source), options ?? new StateDictOptions());

    /// <summary>The tensors of a file under their own names, in the file's order.</summary>
    /// <exception cref="InvalidDataException">As of <see cref="Read"/>.</exception>
    public static IReadOnlyList<ForeignTensor> ReadTensors(byte[] bytes, string source)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(source);
        if (!Archive.HasSignature(bytes))
        {
            throw new InvalidDataException(
                $"'{source}' is no archive as PyTorch saves since version 1.6. Load it there and save it again: torch.save(model.state_dict(), path).");
        }

        var archive = new Archive(bytes, source);
        const string pickle = "/data.pkl";
        string[] pickles = [.. archive.Names.Where(static name => name.EndsWith(pickle, StringComparison.Ordinal) || name == pickle[1..])];
        if (pickles.Length != 1 || archive.Names.Any(static name => name.Contains("/code/", StringComparison.Ordinal)))
        {
            throw new InvalidDataException(pickles.Length == 1
                ? $"'{source}' is a TorchScript program. Save the weights alone: torch.save(model.state_dict(), path)."
                : $"'{source}' is an archive, but none of PyTorch: expected one entry 'data.pkl', found {pickles.Length}.");
        }

        string folder = pickles[0][..^"data.pkl".Length];
        bool isBigEndian = archive.Has(folder + "byteorder") && archive.Read(folder + "byteorder").AsSpan().StartsWith("big"u8);
        PickleDictionary dictionary = StateDictOf(new PickleReader(archive.Read(pickles[0]), source).Read(), source);
        var storages = new StorageReader(archive, folder + "data/", bytes.Length, isBigEndian, source);
        return [.. dictionary.Keys.Where(key => dictionary[key] is PickleTensor)
            .Select(key => storages.Read(key, (PickleTensor)dictionary[key]!))];
    }

    /// <summary>The dictionary of tensors: the whole, or what stands in it under a usual name.</summary>
    private static PickleDictionary StateDictOf(object? whole, string source)
    {
        if (whole is not PickleDictionary dictionary)
        {
            throw new InvalidDataException($"'{source}' holds no state_dict but {(whole is PickleTensor ? "a single tensor" : "another object")}.");
        }

        if (dictionary.Keys.Any(key => dictionary[key] is PickleTensor))
        {
            string[] others = [.. dictionary.Keys.Where(key => dictionary[key] is not PickleTensor)];
            return others.Length == 0
                ? dictionary
                : throw new InvalidDataException($"'{source}' holds, beside tensors, what is none: {string.Join(", ", others)}.");
        }

        foreach (string name in _usualNames)
        {
            if (dictionary.TryGet(name, out PickleDictionary? inner) && inner.Keys.Any(key => inner[key] is PickleTensor))
            {
                return inner;
            }
        }

        throw new InvalidDataException(
            $"'{source}' holds no state_dict: expected tensors, or a dictionary of them under {string.Join(", ", _usualNames)}; "
            + $"found {(dictionary.Keys.Count == 0 ? "nothing" : string.Join(", ", dictionary.Keys.Take(10)))}.");
    }
}
