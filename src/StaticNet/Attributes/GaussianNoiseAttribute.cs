namespace StaticNet;

/// <summary>
/// When training, adds normal noise of mean 0 to each value; nothing when predicting. Keeps the shape. The draws follow from the network's seed.
/// At the input, it is data augmentation, and close to a penalty on the slope of what the network learns: Bishop, "Training with noise is
/// equivalent to Tikhonov regularization", Neural Computation 1995.
/// </summary>
/// <param name="deviation">The noise's standard deviation, 0 or more.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GaussianNoiseAttribute(double deviation) : LayerAttribute
{
    /// <summary>The noise's standard deviation.</summary>
    public double Deviation { get; } = deviation;
}
