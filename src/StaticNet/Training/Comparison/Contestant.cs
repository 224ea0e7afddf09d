namespace StaticNet;

/// <summary>A network that takes part in a comparison.</summary>
/// <param name="Name">What it is called there.</param>
/// <param name="Create">Makes a freshly drawn one of a seed.</param>
public sealed record Contestant(string Name, Func<ulong, Network> Create)
{
    /// <summary>A compiled network, by its class.</summary>
    /// <param name="name">What it is called; the class's name if null.</param>
    public static Contestant Of<TNetwork>(string? name = null)
        where TNetwork : Network, INetwork<TNetwork> =>
        new(name ?? TNetwork.Architecture.Name, static seed => TNetwork.Create(seed));
}
