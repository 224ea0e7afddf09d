namespace StaticNet;

/// <summary>
/// A layer of a network. Layers are declared as attributes on a <c>partial</c> class and follow in source order, each reading the one
/// above; the class is written by the compiler.
/// </summary>
public abstract class LayerAttribute : Attribute
{
    private protected LayerAttribute()
    {
    }

    /// <summary>
    /// The layer's name in files, summaries and messages, unique in the network: its kind and a number per kind unless given, such as
    /// <c>dense1</c>.
    /// </summary>
    public string? Name { get; set; }
}
