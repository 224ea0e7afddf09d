namespace StaticNet;

/// <summary>
/// Logistic function: <c>f(x) = 1/(1 + e⁻ˣ)</c>. Keeps the shape. As the last layer it trains with binary cross-entropy, computed on its
/// input (the logits), unless <see cref="LossAttribute"/> says otherwise.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class SigmoidAttribute : LayerAttribute;
