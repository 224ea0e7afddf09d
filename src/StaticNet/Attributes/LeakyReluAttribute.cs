namespace StaticNet;

/// <summary>
/// Rectifier with a slope below zero: <c>f(x) = x</c> for positive x, else <c>slope·x</c>. Keeps the shape. Maas, Hannun and Ng, "Rectifier
/// nonlinearities improve neural network acoustic models", ICML 2013.
/// </summary>
/// <param name="negativeSlope">The slope below zero. Keras has 0.3 here, PyTorch 0.01.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LeakyReluAttribute(double negativeSlope = 0.01) : LayerAttribute
{
    /// <summary>The slope below zero.</summary>
    public double NegativeSlope { get; } = negativeSlope;
}
