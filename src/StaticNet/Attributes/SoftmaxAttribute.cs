namespace StaticNet;

/// <summary>
/// Probabilities over the last axis: <c>yᵢ = exp(xᵢ)/Σⱼ exp(xⱼ)</c>, the maximum subtracted first. Keeps the shape. As the last layer it
/// trains with cross-entropy, computed on its input (the logits), unless <see cref="LossAttribute"/> says otherwise; classifying skips
/// it.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SoftmaxAttribute : LayerAttribute;
