namespace StaticNet;

/// <summary>
/// What a vector, or each column of a kernel, is brought back to after each step of the optimizer, as Keras's constraints do it. Norms are Euclidean, over
/// the whole vector; it is scaled by <c>wanted norm/(10⁻⁷ + norm)</c>.
/// </summary>
public enum Constraint
{
    /// <summary>Nothing: the optimizer alone decides.</summary>
    None,

    /// <summary>Negative values become 0.</summary>
    NonNegative,

    /// <summary>A norm beyond the largest is brought back to it.</summary>
    MaxNorm,

    /// <summary>The norm is 1.</summary>
    UnitNorm,

    /// <summary>
    /// The norm is brought towards the range from the least to the largest: by a share of the way, the rate, each step.
    /// </summary>
    MinMaxNorm,
}
