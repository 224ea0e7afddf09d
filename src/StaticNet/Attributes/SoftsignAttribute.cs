namespace StaticNet;

/// <summary>
/// <c>f(x) = x/(1 + |x|)</c>. Keeps the shape. Bergstra et al., "Quadratic polynomials learn better image features", 2009.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SoftsignAttribute : LayerAttribute;
