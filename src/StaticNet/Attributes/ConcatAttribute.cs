namespace StaticNet;

/// <summary>
/// The layer above and other layers side by side on the last axis, in the order in which they are named, the layer above first:
/// <c>[..., a]</c> and <c>[..., b]</c> become <c>[..., a + b]</c>. All other axes must agree.
/// </summary>
/// <param name="layers">Names of one or more layers that stand above, each once: as given by <c>Name</c>, or <c>dense1</c>, <c>input</c> and so on.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ConcatAttribute(params string[] layers) : LayerAttribute
{
    /// <summary>Names of the layers that follow the one above.</summary>
    public string[] Layers { get; } = layers;
}
