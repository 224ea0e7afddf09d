namespace StaticNet;

/// <summary>
/// Rectifier with a trained slope below zero: <c>f(x) = x</c> for positive x, else <c>slope·x</c>, one slope per position of the last axis
/// (shape <c>[columns]</c>) or one for all (shape <c>[1]</c>). Keeps the shape. He et al., "Delving deep into rectifiers", ICCV 2015.
/// </summary>
/// <param name="shared">Whether all columns share one slope.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class PReluAttribute(bool shared = false) : LayerAttribute
{
    /// <summary>Whether all columns share one slope.</summary>
    public bool Shared { get; } = shared;

    /// <summary>The slope before training: 0.25 unless given.</summary>
    public double Slope { get; set; } = 0.25;
}
