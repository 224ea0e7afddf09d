namespace StaticNet;

/// <summary>
/// Input columns onto [−1, 1] without moving their zero: <c>y = x/max|x|</c>, per position of the last axis; a column of zeros is divided by 1. The
/// extremes are fitted on the training data by <c>Fit</c> in one pass, saved with the weights and not trained; other data may lie outside. Keeps the
/// shape and zeros, so that it may follow a sparse input. Folded into the next Dense when predicting.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class MaxAbsAttribute : NormalizerAttribute;
