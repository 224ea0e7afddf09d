namespace StaticNet;

/// <summary>
/// A layer of a network. Layers are declared as attributes on a <c>partial</c> class and follow in source order, each reading the one
/// above unless <see cref="From"/> names another; the class is written by the compiler.
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

    /// <summary>
    /// The layer to read in place of the one above: the name of any that stands above, as given by <see cref="Name"/>, or <c>dense1</c>,
    /// <c>input</c> and so on. What no layer reads, directly or in a merge such as <see cref="AddAttribute"/>, is an error.
    /// </summary>
    public string? From { get; set; }
}
