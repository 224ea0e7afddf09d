namespace StaticNet;

/// <summary>
/// Every input value by the same fixed line: <c>y = scale·x + offset</c>, such as <c>[Rescale(1 / 255.0)]</c> for bytes. Keeps the shape.
/// Folded into the next Dense when predicting.
/// </summary>
/// <param name="scale">What values are multiplied by.</param>
/// <param name="offset">What is added after.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class RescaleAttribute(double scale, double offset = 0) : LayerAttribute
{
    /// <summary>What values are multiplied by.</summary>
    public double Scale { get; } = scale;

    /// <summary>What is added after.</summary>
    public double Offset { get; } = offset;
}
