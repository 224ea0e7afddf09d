namespace StaticNet;

/// <summary>
/// Input columns to mean 0: <c>y = x − μ</c>, per position of the last axis. μ is fitted on the training data by <c>Fit</c> in one pass, saved with
/// the weights and not trained. Keeps the shape. Folded into the next Dense when predicting.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class CenterAttribute : NormalizerAttribute;
