namespace StaticNet;

/// <summary>
/// Smooth rectifier: <c>f(x) = ln(1 + eˣ)</c>, computed without overflow. Keeps the shape. Dugas et al., "Incorporating second-order
/// functional knowledge for better option pricing", NeurIPS 2000.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SoftplusAttribute : LayerAttribute;
