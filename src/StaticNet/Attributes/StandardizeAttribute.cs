namespace StaticNet;

/// <summary>
/// Input columns to mean 0 and deviation 1: <c>y = (x − μ)/σ</c>, per position of the last axis; a constant column is divided by 1. μ and σ are
/// fitted on the training data by <c>Fit</c> in one pass, saved with the weights and not trained. Keeps the shape. Folded into the next Dense when
/// predicting.
/// </summary>
/// <param name="center">
/// Whether μ is subtracted. Where not, <c>y = x/σ</c>, with σ around μ all the same: zeros stay zeros, and it may follow a sparse input.
/// </param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class StandardizeAttribute(bool center = true) : NormalizerAttribute
{
    /// <summary>Whether the mean is subtracted.</summary>
    public bool Center { get; } = center;

    /// <summary>Whether σ² is the unbiased variance, of divisor n − 1 rather than n.</summary>
    public bool Unbiased { get; set; }
}
