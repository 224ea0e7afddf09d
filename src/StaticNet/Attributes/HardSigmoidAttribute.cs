namespace StaticNet;

/// <summary>
/// Piecewise linear sigmoid: <c>f(x) = clip(x/6 + 1/2, 0, 1)</c>, or with slope 1/5. Keeps the shape. Courbariaux, Bengio and David,
/// "BinaryConnect: training deep neural networks with binary weights during propagations", NeurIPS 2015.
/// </summary>
/// <param name="form">The slope.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class HardSigmoidAttribute(HardSigmoidForm form = HardSigmoidForm.Sixth) : LayerAttribute
{
    /// <summary>The slope.</summary>
    public HardSigmoidForm Form { get; } = form;
}
