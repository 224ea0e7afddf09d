namespace StaticNet;

/// <summary>
/// Clipped rectifier: <c>f(x) = min(max(x, 0), 6)</c>. Keeps the shape. Krizhevsky, "Convolutional deep belief networks on CIFAR-10", 2010.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class Relu6Attribute : LayerAttribute;
