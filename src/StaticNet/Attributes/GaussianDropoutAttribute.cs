namespace StaticNet;

/// <summary>
/// When training, multiplies each value by normal noise of mean 1 and deviation <c>√(rate/(1 − rate))</c>, the mean and deviation of
/// <see cref="DropoutAttribute"/>'s factors; nothing when predicting. Keeps the shape. The draws follow from the network's seed. Srivastava et al.,
/// "Dropout: a simple way to prevent neural networks from overfitting", JMLR 2014, section 10.
/// </summary>
/// <param name="rate">The rate of the Dropout that it stands for, from 0 up to 1, 1 excluded.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GaussianDropoutAttribute(double rate) : LayerAttribute
{
    /// <summary>The rate of the Dropout that it stands for.</summary>
    public double Rate { get; } = rate;
}
