namespace StaticNet;

/// <summary>
/// What training minimises. Without it the last layer decides: <see cref="SoftmaxAttribute"/> trains with cross-entropy,
/// <see cref="SigmoidAttribute"/> with binary cross-entropy, anything else with the mean squared error. A network that ends in logits says
/// <c>[Loss(LossKind.CrossEntropy)]</c>.
/// </summary>
/// <param name="kind">The loss.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class LossAttribute(LossKind kind) : Attribute
{
    /// <summary>The loss.</summary>
    public LossKind Kind { get; } = kind;

    /// <summary>
    /// α of the cross-entropies, from 0 up to 1: targets become <c>(1 − α)·y + α/K</c> with K classes, and <c>(1 − α)·y + α/2</c> in the
    /// binary one. 0 unless given.
    /// </summary>
    public double LabelSmoothing { get; set; }

    /// <summary>Where <see cref="LossKind.Huber"/> turns from squared to absolute, positive: 1 unless given.</summary>
    public double Delta { get; set; } = 1;
}
