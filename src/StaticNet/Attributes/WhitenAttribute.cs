namespace StaticNet;

/// <summary>
/// Input columns that are no longer correlated: each sample, less the mean, times a matrix from the eigen-decomposition of the columns' covariance
/// (Pearson 1901; Bell and Sejnowski 1997 for ZCA). Takes samples of one axis; images need a <c>[Flatten]</c> before it. Mean and matrix are fitted
/// on the training data by <c>Fit</c> in one pass and, but for ZCA, a second one for the signs; saved with the weights and not trained. Folded into
/// the next Dense when predicting, unless the two take fewer multiplications one after the other, as they do where few components are left.
/// </summary>
/// <remarks>
/// A component has no sign of its own; here, the row of the training data that lies farthest out along it lies on its positive side. Without an
/// epsilon, components of <c>λ ≤ 1e-12·λ_max</c>, in which the data do not vary, give 0.
/// <para>
/// With selected columns, the others keep their order; components take the places of the first of those selected.
/// </para>
/// </remarks>
/// <param name="kind">Which matrix.</param>
/// <param name="epsilon">ε, which is added to each variance λ so that noise is not blown up; 0 or more. Without effect to decorrelate.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class WhitenAttribute(Whitening kind = Whitening.Pca, double epsilon = 0) : NormalizerAttribute
{
    /// <summary>Which matrix.</summary>
    public Whitening Kind { get; } = kind;

    /// <summary>What is added to each variance.</summary>
    public double Epsilon { get; } = epsilon;

    /// <summary>Whether columns are brought to deviation 1 first: the correlation is decomposed in place of the covariance.</summary>
    public bool Standardize { get; set; }

    /// <summary>
    /// How many components are kept, those of the largest variance; all unless given. Each one less is a column less of the output. Not for ZCA.
    /// </summary>
    public int Components { get; set; }
}
