namespace StaticNet;

/// <summary>
/// What <see cref="WhitenAttribute"/> makes of columns whose covariance, of divisor n − 1, is <c>U·diag(λ)·Uᵀ</c> with λ in descending order.
/// </summary>
public enum Whitening
{
    /// <summary>Columns that are no longer correlated, each with the variance λ of its component: <c>y = (x − μ)·U</c>.</summary>
    Decorrelate,

    /// <summary>Columns that are no longer correlated, of variance 1: <c>y = (x − μ)·U·diag(1/√(λ + ε))</c>.</summary>
    Pca,

    /// <summary>
    /// The same, turned back to where the columns were, so that each stays as close to its own as it can: <c>y = (x − μ)·U·diag(1/√(λ + ε))·Uᵀ</c>.
    /// </summary>
    Zca,
}
