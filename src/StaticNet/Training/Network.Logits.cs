using System.ComponentModel;

namespace StaticNet;

public abstract partial class Network
{
    /// <summary>
    /// Whether a prediction is followed by its gradient: passes keep what that needs, and backward takes BatchNorm by its moving statistics, which do not
    /// depend on the input.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected bool DifferentiatesPrediction { get; private set; }

    /// <summary>What softmax or sigmoid is given, after the pass before, row-major; the outputs of a network that trains without either.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual void ReadLogits(Span<float> logits, int batch) => ReadOutput(logits, batch);

    /// <summary>Takes the gradient with respect to what <see cref="ReadLogits"/> reads.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual void LoadLogitGradient(ReadOnlySpan<float> logitGradient, int batch) => LoadOutputGradient(logitGradient, batch);

    /// <summary>
    /// The gradient with respect to the input of logits as the network predicts, each weighed by <paramref name="logitGradient"/>. Weights and statistics
    /// stay as they are; <see cref="Gradients"/> are overwritten.
    /// </summary>
    internal void DifferentiatePrediction(ReadOnlySpan<float> input, ReadOnlySpan<float> logitGradient, int batch, Span<float> inputGradient)
    {
        bool keepsNoise = KeepsNoise;
        DifferentiatesPrediction = true;
        try
        {
            InferencePass(input, batch);
            LoadLogitGradient(logitGradient, batch);
            MuteNoise(batch);
            BackwardPass(batch, inputGradient: true);
            ReadInputGradient(inputGradient, batch);
        }
        finally
        {
            DifferentiatesPrediction = false;
            KeepsNoise = keepsNoise;
        }
    }
}
