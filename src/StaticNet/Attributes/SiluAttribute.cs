namespace StaticNet;

/// <summary>
/// Sigmoid linear unit, also called swish: <c>f(x) = x/(1 + e⁻ˣ)</c>. Keeps the shape. Elfwing, Uchibe and Doya, "Sigmoid-weighted linear
/// units for neural network function approximation in reinforcement learning", 2018.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SiluAttribute : LayerAttribute;
