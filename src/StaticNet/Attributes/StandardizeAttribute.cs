namespace StaticNet;

/// <summary>
/// Input columns to mean 0 and deviation 1: <c>y = (x − μ)/σ</c>, per position of the last axis, with the divisor n; a constant column is
/// divided by 1. μ and σ are fitted on the training data by <c>Fit</c>, saved with the weights and not trained. Keeps the shape. Folded
/// into the next Dense when predicting.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class StandardizeAttribute : LayerAttribute;
