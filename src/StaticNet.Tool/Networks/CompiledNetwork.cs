using System.Reflection;

namespace StaticNet.Tool.Networks;

/// <summary>A network that has been compiled in memory.</summary>
/// <param name="type">The class.</param>
internal sealed class CompiledNetwork(Type type)
{
    /// <summary>The architecture, which costs no memory, however large the network is.</summary>
    public NetworkLayout Layout { get; } =
        (NetworkLayout)type.GetProperty("Architecture", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;

    /// <summary>An instance.</summary>
    public Network Create() => (Network)Activator.CreateInstance(type, 0UL)!;
}
