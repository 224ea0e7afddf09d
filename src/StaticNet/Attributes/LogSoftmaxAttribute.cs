namespace StaticNet;

/// <summary>
/// Logarithms of probabilities over the last axis: <c>yᵢ = xᵢ − ln Σⱼ exp(xⱼ)</c>, the maximum subtracted first. Keeps the shape.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LogSoftmaxAttribute : LayerAttribute;
