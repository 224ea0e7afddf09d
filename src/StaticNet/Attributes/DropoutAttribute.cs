namespace StaticNet;

/// <summary>
/// When training, sets each value to 0 with probability <c>rate</c> and divides the others by <c>1 − rate</c>; nothing when predicting.
/// Keeps the shape. The draws follow from the network's seed. Srivastava et al., "Dropout: a simple way to prevent neural networks from
/// overfitting", JMLR 2014.
/// </summary>
/// <param name="rate">Share of the values dropped, from 0 up to 1, 1 excluded.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class DropoutAttribute(double rate) : LayerAttribute
{
    /// <summary>Share of the values dropped.</summary>
    public double Rate { get; } = rate;
}
