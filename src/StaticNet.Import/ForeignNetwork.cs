namespace StaticNet.Importing;

/// <summary>A chain of layers read from a foreign file, in StaticNet's terms.</summary>
/// <param name="Source">The file, for messages.</param>
/// <param name="InputShape">Shape of a sample, images as height, width, channels; empty if the file does not say.</param>
/// <param name="Layers">The layers from first to last, without the input.</param>
public sealed record ForeignNetwork(string Source, int[] InputShape, IReadOnlyList<ForeignLayer> Layers)
{
    /// <summary>
    /// Whether <see cref="Layers"/> are all layers with all their settings. Files of weights alone know neither activations nor settings:
    /// then these are the layers that have weights, and a network is filled by kind, order and shape.
    /// </summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>Whether layers of the same kind follow each other as in the network. Where a file sorts by name, only names that count do.</summary>
    public bool IsOrdered { get; init; } = true;

    /// <summary>
    /// Whether the network takes images as channels, height, width, so that what follows a Flatten has its rows in that order. Filling a
    /// network that declares <c>[Input(height, width, channels)]</c> puts them in StaticNet's order.
    /// </summary>
    public bool ChannelsFirst { get; init; }
}
