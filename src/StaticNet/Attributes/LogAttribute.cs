namespace StaticNet;

/// <summary>
/// Input columns on a logarithmic scale: <c>y = ln(x + offset)</c>, for columns whose values spread over orders of magnitude, such as incomes or counts.
/// Stands before a normaliser, which is then fitted to what it gives; <c>Fit</c> refuses values from which it makes none. Keeps the shape. Never folded.
/// </summary>
/// <param name="offset">What is added first, 0 or more; 1 makes zeros of zeros. Values must be more than <c>−offset</c>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class LogAttribute(double offset = 1) : NormalizerAttribute
{
    /// <summary>What is added first.</summary>
    public double Offset { get; } = offset;
}
