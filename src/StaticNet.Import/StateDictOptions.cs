namespace StaticNet.Importing;

/// <summary>What a <c>state_dict</c> does not say of the module it was saved from.</summary>
public sealed record StateDictOptions
{
    /// <summary>
    /// ε of the norms. A file has none, so it has to agree with what the network declares, where StaticNet's default is another one:
    /// PyTorch's default, 1e-5, unless given.
    /// </summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <summary>
    /// Whether a Flatten of images took channels, height, width, as PyTorch has them, so that rows of the Dense after it are put into StaticNet's
    /// order. True unless given.
    /// </summary>
    public bool ChannelsFirst { get; init; } = true;
}
