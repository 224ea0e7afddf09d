namespace StaticNet;

/// <summary>
/// <c>f(x) = x·tanh(ln(1 + eˣ))</c>. Keeps the shape. Misra, "Mish: a self regularized non-monotonic activation function", BMVC 2020.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MishAttribute : LayerAttribute;
