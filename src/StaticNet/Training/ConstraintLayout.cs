namespace StaticNet;

/// <summary>A constraint with its numbers.</summary>
/// <param name="Kind">Which one.</param>
/// <param name="MinNorm">The least norm, of <see cref="Constraint.MinMaxNorm"/>.</param>
/// <param name="MaxNorm">The largest norm, of it and of <see cref="Constraint.MaxNorm"/>.</param>
/// <param name="Rate">Share of the way to the range of norms that a step goes.</param>
public readonly record struct ConstraintLayout(Constraint Kind, double MinNorm = 0, double MaxNorm = 0, double Rate = 1);
