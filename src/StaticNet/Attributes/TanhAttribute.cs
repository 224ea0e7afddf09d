namespace StaticNet;

/// <summary>Hyperbolic tangent: <c>f(x) = (eˣ − e⁻ˣ)/(eˣ + e⁻ˣ)</c>. Keeps the shape.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class TanhAttribute : LayerAttribute;
