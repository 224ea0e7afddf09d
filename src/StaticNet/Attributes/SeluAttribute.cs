namespace StaticNet;

/// <summary>
/// Scaled exponential linear unit: <c>f(x) = λ·x</c> for positive x, else <c>λα·(eˣ − 1)</c>, with λ = 1.0507009873554805 and
/// α = 1.6732632423543772. Keeps the shape. Klambauer et al., "Self-normalizing neural networks", NeurIPS 2017.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SeluAttribute : LayerAttribute;
