namespace StaticNet;

/// <summary>
/// The targets of a regression to mean 0 and deviation 1: the network learns <c>z = (t − μ)/σ</c> of each target t, and gives <c>y = σ·z + μ</c>. μ and σ
/// (divisor n) are fitted on the training data by <c>Fit</c>, a pair for each column of the output's last axis, saved with the weights and not trained;
/// a constant target is divided by 1. The loss is that of the standardised targets, so that a learning rate suits targets of any unit and targets
/// of several outputs weigh alike; what the network gives, and every metric of it, is in the targets' own units. Folded into the last Dense when
/// predicting.
/// </summary>
/// <remarks>
/// It is no layer and may stand anywhere among them, or on another part of the class; its work is done last. Huber's δ counts deviations. The same as
/// scikit-learn's <c>TransformedTargetRegressor</c> around a <c>StandardScaler</c>.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class TargetStandardizeAttribute : Attribute
{
    /// <summary>
    /// Name in files and messages, such as that of the tensor <c>targetstandardize1.center</c>; letters, digits, <c>_</c>, <c>-</c> and <c>/</c>.
    /// </summary>
    public string? Name { get; set; }
}
