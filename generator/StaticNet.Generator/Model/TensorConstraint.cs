namespace StaticNet.Generator.Model;

/// <summary>What a parameter is brought back to after each step.</summary>
/// <param name="Kind">A member of <c>Constraint</c>.</param>
/// <param name="MinNorm">The least norm.</param>
/// <param name="MaxNorm">The largest norm.</param>
/// <param name="Rate">Share of the way that a step goes.</param>
internal sealed record TensorConstraint(string Kind, double MinNorm, double MaxNorm, double Rate)
{
    /// <summary>The optimizer alone decides.</summary>
    public static TensorConstraint None { get; } = new("None", 0, 0, 1);
}
