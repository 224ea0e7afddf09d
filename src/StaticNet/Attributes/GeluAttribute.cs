namespace StaticNet;

/// <summary>
/// Gaussian error linear unit: <c>f(x) = x·Φ(x)</c>, Φ being the standard normal distribution function. Keeps the shape. Hendrycks and
/// Gimpel, "Gaussian error linear units (GELUs)", 2016.
/// </summary>
/// <param name="form">Exact, or the approximation by tanh.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GeluAttribute(GeluForm form = GeluForm.Exact) : LayerAttribute
{
    /// <summary>Exact, or the approximation by tanh.</summary>
    public GeluForm Form { get; } = form;
}
