namespace StaticNet;

/// <summary>
/// Exponential linear unit: <c>f(x) = x</c> for positive x, else <c>α·(eˣ − 1)</c>. Keeps the shape. Clevert, Unterthiner and Hochreiter,
/// "Fast and accurate deep network learning by exponential linear units (ELUs)", ICLR 2016.
/// </summary>
/// <param name="alpha">α: the function tends to −α.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class EluAttribute(double alpha = 1.0) : LayerAttribute
{
    /// <summary>α: the function tends to −α.</summary>
    public double Alpha { get; } = alpha;
}
