namespace StaticNet;

/// <summary>
/// What makes a class a network: the shape of one sample, the batch not counted. Images are height, width, channels:
/// <c>[Input(28, 28, 1)]</c>. It comes first, and once. <see cref="InputAttribute{TRow}"/> declares columns with names.
/// </summary>
/// <param name="shape">One or more positive dimensions, row-major.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class InputAttribute(params int[] shape) : LayerAttribute
{
    /// <summary>Shape of a sample.</summary>
    public int[] Shape { get; } = shape;

    /// <summary>
    /// Whether most values of a sample are zeros, as in images of digits or counts of words. The first Dense then skips them, in training
    /// (forward and the gradient of its weights) and in prediction, to the same bits. A batch of which more than two fifths are not zero is
    /// computed as without, for hardly more time. NaN and infinity are not zeros and propagate; where a zero meets a weight that is infinite
    /// or NaN, the product is nothing rather than NaN. Between the input and the first Dense only Dropout, GaussianDropout, Flatten and a Rescale
    /// without offset may stand. False unless given; files of weights do not depend on it.
    /// </summary>
    public bool Sparse { get; set; }

    /// <summary>
    /// Whether samples may also come as bytes, as pixels of images do, of the same values 0 to 255. The predictor then has <c>PredictBytes</c> and
    /// <c>ClassifyBytes</c>, which convert while they load and give the bits that converting to floats first would. A scale such as
    /// <c>Rescale(1 / 255.0)</c> folds into the first Dense and costs nothing. False unless given; training takes floats either way.
    /// </summary>
    public bool Bytes { get; set; }
}
