namespace StaticNet.Importing;

/// <summary>A chain of layers read from a foreign file, in StaticNet's terms.</summary>
/// <param name="Source">The file, for messages.</param>
/// <param name="InputShape">Shape of a sample, images as height, width, channels; empty if the file does not say.</param>
/// <param name="Layers">The layers from first to last, without the input.</param>
public sealed record ForeignNetwork(string Source, int[] InputShape, IReadOnlyList<ForeignLayer> Layers);
