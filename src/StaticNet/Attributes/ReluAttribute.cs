namespace StaticNet;

/// <summary>
/// Rectified linear unit: <c>f(x) = max(x, 0)</c>; the derivative at 0 is 0. Keeps the shape. Nair and Hinton, "Rectified linear units
/// improve restricted Boltzmann machines", ICML 2010.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ReluAttribute : LayerAttribute;
