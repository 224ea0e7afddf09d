namespace StaticNet;

/// <summary>
/// Input columns kept within a range: <c>y = min(max(x, min), max)</c>, against single values far off; behind a <c>[MinMax]</c>, against new data beyond the
/// old. The gradient of what is cut off is 0. NaN stays NaN. Keeps the shape. Never folded.
/// </summary>
/// <param name="min">The least value.</param>
/// <param name="max">The largest value, above <paramref name="min"/>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class ClipAttribute(double min, double max) : NormalizerAttribute
{
    /// <summary>The least value.</summary>
    public double Min { get; } = min;

    /// <summary>The largest value.</summary>
    public double Max { get; } = max;
}
