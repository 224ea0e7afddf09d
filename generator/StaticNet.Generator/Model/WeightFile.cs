namespace StaticNet.Generator.Model;

/// <summary>A file of weights that the project lists, as its manifest describes it.</summary>
/// <param name="Name">As the project lists it.</param>
internal sealed record WeightFile(string Name)
{
    /// <summary>Whether it is not there.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Why it is no safetensors file; empty where it is one.</summary>
    public string Flaw { get; init; } = "";

    /// <summary>Bytes of the file.</summary>
    public long Length { get; init; }

    /// <summary>Bytes up to the first tensor.</summary>
    public int HeaderLength { get; init; }

    /// <summary>64-bit FNV-1a over these, in hexadecimal digits.</summary>
    public string HeaderHash { get; init; } = "";

    /// <summary>StaticNet's own metadata.</summary>
    public EquatableArray<WeightMetadata> Metadata { get; init; }

    public EquatableArray<WeightTensor> Tensors { get; init; }

    /// <summary>Whether it holds a predictor, folded and packed, in place of a network.</summary>
    public bool IsPacked => Find(PackedLayout.VersionKey) is not null;

    /// <summary>The metadata called <paramref name="key"/>, or null.</summary>
    public string? Find(string key) => Metadata.FirstOrDefault(pair => pair.Key == key)?.Value;
}

/// <summary>What a file says of itself.</summary>
internal sealed record WeightMetadata(string Key, string Value);

/// <summary>A tensor of a file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DataType">Its element type, such as <c>F32</c>.</param>
/// <param name="Shape">Length of each axis.</param>
/// <param name="Offset">Its first byte in the file.</param>
internal sealed record WeightTensor(string Name, string DataType, EquatableArray<long> Shape, long Offset)
{
    /// <summary>The first value that is not finite and where it is, such as <c>NaN at 3</c>; empty where all are finite.</summary>
    public string NonFinite { get; init; } = "";

    /// <summary>All values, eight hexadecimal digits each, where the file is small; else empty.</summary>
    public string Bits { get; init; } = "";
}
