namespace StaticNet;

/// <summary>What every generated network offers to generic code, beside what it inherits from <see cref="Network"/>.</summary>
/// <typeparam name="TSelf">The network.</typeparam>
public interface INetwork<TSelf>
    where TSelf : Network, INetwork<TSelf>
{
    /// <summary>A network with freshly drawn parameters.</summary>
    static abstract TSelf Create(ulong seed);

    /// <summary>The architecture, known without an instance.</summary>
    static abstract NetworkLayout Architecture { get; }
}
