namespace StaticNet;

/// <summary>
/// Piecewise swish: <c>f(x) = x·clip(x/6 + 1/2, 0, 1)</c>. Keeps the shape. Howard et al., "Searching for MobileNetV3", ICCV 2019.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class HardSwishAttribute : LayerAttribute;
