namespace StaticNet;

/// <summary>
/// A trained network that only predicts: BatchNorm and scalers folded, weights packed. Immutable and thread-safe; predicting allocates nothing.
/// Each network has its own sealed <c>Predictor</c>, whose methods are called without virtual dispatch.
/// </summary>
public abstract class Predictor
{
    /// <summary>The architecture the predictor was made from.</summary>
    public abstract NetworkLayout Layout { get; }

    /// <summary>Floats of scratch memory that <see cref="Predict(ReadOnlySpan{float}, Span{float}, Span{float})"/> asks for, whatever the batch.</summary>
    public abstract int WorkspaceLength { get; }

    /// <summary>
    /// Whether the input's means are subtracted while it is loaded. They fold into the first bias where that keeps every digit (max |mean|/deviation at
    /// most 16), and are subtracted in two parts elsewhere.
    /// </summary>
    public abstract bool SubtractsInputCenter { get; }

    /// <summary>Predicts a batch.</summary>
    /// <param name="input"><c>[batch, input]</c>, row-major, any number of samples.</param>
    /// <param name="output"><c>[batch, output]</c>, row-major, overwritten.</param>
    /// <exception cref="ArgumentException">A length is no multiple of a sample's, or the two disagree.</exception>
    public abstract void Predict(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>Predicts a batch in the caller's scratch memory.</summary>
    /// <param name="input"><c>[batch, input]</c>, row-major, any number of samples.</param>
    /// <param name="output"><c>[batch, output]</c>, row-major, overwritten.</param>
    /// <param name="workspace">At least <see cref="WorkspaceLength"/> floats, overwritten.</param>
    /// <exception cref="ArgumentException">A length is no multiple of a sample's, two disagree, or the workspace is too short.</exception>
    public abstract void Predict(ReadOnlySpan<float> input, Span<float> output, Span<float> workspace);

    /// <summary>
    /// The class of one sample: the position of the largest logit, or, with a single output, 1 where its logit is positive. Softmax is skipped.
    /// </summary>
    /// <param name="input">One sample.</param>
    /// <exception cref="ArgumentException">The length is not a sample's.</exception>
    public int Classify(ReadOnlySpan<float> input)
    {
        int label = 0;
        Classify(input, new Span<int>(ref label));
        return label;
    }

    /// <summary>The classes of a batch.</summary>
    /// <param name="input"><c>[batch, input]</c>, row-major.</param>
    /// <param name="classes">One class a row of logits, overwritten.</param>
    /// <exception cref="ArgumentException">A length is no multiple of a sample's, or the two disagree.</exception>
    public abstract void Classify(ReadOnlySpan<float> input, Span<int> classes);
}
