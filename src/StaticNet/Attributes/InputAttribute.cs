namespace StaticNet;

/// <summary>
/// What makes a class a network: the shape of one sample, the batch not counted. Images are height, width, channels:
/// <c>[Input(28, 28, 1)]</c>. It comes first, and once.
/// </summary>
/// <param name="shape">One or more positive dimensions, row-major.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class InputAttribute(params int[] shape) : LayerAttribute
{
    /// <summary>Shape of a sample.</summary>
    public int[] Shape { get; } = shape;
}
