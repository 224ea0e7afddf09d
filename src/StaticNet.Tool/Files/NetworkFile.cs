using StaticNet.Importing;

namespace StaticNet.Tool.Files;

/// <summary>A file of any kind that the tool reads: tensors, and what is known of the network they belong to.</summary>
/// <param name="Path">The file.</param>
/// <param name="Format">What it is, for people.</param>
/// <param name="Tensors">All tensors but test vectors.</param>
internal sealed record NetworkFile(string Path, string Format, IReadOnlyList<NamedTensor> Tensors)
{
    /// <summary>The content of a file that StaticNet saved; else null.</summary>
    public SafetensorsFile? Own { get; init; }

    /// <summary>Whether it holds a predictor, folded and packed, from which no network can be had.</summary>
    public bool IsPacked => Own is not null && PackedFile.IsPacked(Own);

    /// <summary>The layers of a file from elsewhere; null of StaticNet's own.</summary>
    public ForeignNetwork? Foreign { get; init; }

    /// <summary>Why the tensors are all that can be read; null where it is more.</summary>
    public string? Refusal { get; init; }
}
