using StaticNet.Generator.Layers;

namespace StaticNet.Generator.Model;

/// <summary>A StaticNet attribute as it was written: a layer, or a setting of the network.</summary>
/// <param name="Kind">The attribute's name without its suffix, such as <c>Dense</c>.</param>
/// <param name="Arguments">Those given, defaults of constructor parameters included.</param>
/// <param name="IsReadable">Whether the compiler could bind the arguments; where not, it has reported an error itself.</param>
internal sealed record LayerDeclaration(string Kind, EquatableArray<Argument> Arguments, bool IsReadable)
{
    /// <summary>The attribute as C# writes it, constants written out: <c>Dense(10, bias: false)</c>; empty where it is not readable.</summary>
    public string Text { get; init; } = "";

    /// <summary>Whether it has no place in the order of layers.</summary>
    public bool IsSetting => SettingCatalog.Contains(Kind);
}
