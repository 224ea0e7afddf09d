namespace StaticNet;

/// <summary>
/// The sum of the layer above and of other layers, value by value, in the order in which they are named:
/// <c>y = (above + first) + second + ...</c>. All of them must have one shape, which the sum keeps; the gradient goes to each of them
/// unchanged. A residual block (He et al., "Deep residual learning for image recognition", CVPR 2016) is
/// <c>[Dense(8, Name = "x"), Relu, Dense(8), Add("x")]</c>.
/// </summary>
/// <param name="layers">Names of one or more layers that stand above, each once: as given by <c>Name</c>, or <c>dense1</c>, <c>input</c> and so on.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AddAttribute(params string[] layers) : LayerAttribute
{
    /// <summary>Names of the layers that are added to the one above.</summary>
    public string[] Layers { get; } = layers;
}
