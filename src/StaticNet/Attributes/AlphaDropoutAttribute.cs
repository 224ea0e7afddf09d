namespace StaticNet;

/// <summary>
/// Dropout for networks of <see cref="SeluAttribute"/>: when training, sets each value with probability <c>rate</c> to the value that SELU saturates
/// at, −1.758, and scales and shifts all so that mean 0 and variance 1 stay; nothing when predicting. Keeps the shape. The draws follow from the
/// network's seed. Klambauer, Unterthiner, Mayr and Hochreiter, "Self-normalizing neural networks", NIPS 2017.
/// </summary>
/// <param name="rate">Share of the values dropped, from 0 up to 1, 1 excluded.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AlphaDropoutAttribute(double rate) : LayerAttribute
{
    /// <summary>Share of the values dropped.</summary>
    public double Rate { get; } = rate;
}
