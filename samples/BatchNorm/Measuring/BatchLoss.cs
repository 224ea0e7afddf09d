using StaticNet;

namespace BatchNormExperiments;

/// <summary>
/// The cross-entropy of a network that ends in logits, on one batch and with that batch's statistics, as a training step sees it, and its gradient.
/// </summary>
internal sealed class BatchLoss(MemoryDataSet data, int[] rows)
{
    private readonly float[] _features = Rows.At(data, rows);
    private readonly int[] _labels = [.. rows.Select(data.Label)];

    /// <summary>
    /// The mean loss. <see cref="Network.Backward(ReadOnlySpan{float})"/> has given the gradients where <paramref name="gradients"/> are asked for.
    /// </summary>
    public double Of(Network network, bool gradients = false)
    {
        int classes = network.Layout.OutputSize;
        var logits = new float[_labels.Length * classes];
        network.Forward(_features, logits);
        double loss = 0;
        for (int row = 0; row < _labels.Length; row++)
        {
            loss += CrossEntropy(logits.AsSpan(row * classes, classes), _labels[row]);
        }

        if (gradients)
        {
            network.Backward(logits);
        }

        return loss / _labels.Length;
    }

    /// <summary>The loss of a row; its gradient, by the mean over rows, takes the place of the logits.</summary>
    private double CrossEntropy(Span<float> logits, int label)
    {
        double largest = double.NegativeInfinity;
        foreach (float logit in logits)
        {
            largest = Math.Max(largest, logit);
        }

        double sum = 0;
        foreach (float logit in logits)
        {
            sum += Math.Exp(logit - largest);
        }

        double loss = largest + Math.Log(sum) - logits[label];
        for (int i = 0; i < logits.Length; i++)
        {
            double probability = Math.Exp(logits[i] - largest) / sum;
            logits[i] = (float)((probability - (i == label ? 1 : 0)) / _labels.Length);
        }

        return loss;
    }
}
