using StaticNet.Kernels;

namespace StaticNet;

/// <summary>What the outputs of a classifier mean, in double.</summary>
internal static class Probabilities
{
    /// <summary>Whether a network tells classes apart, or answers yes-or-no questions, so that its outputs stand for probabilities.</summary>
    public static bool AreMeant(NetworkLayout layout) => layout.Loss.IsOfClasses() || layout.Loss == LossKind.BinaryCrossEntropy;

    /// <summary>Whether a row of outputs stands for one class out of several; otherwise each stands for a question of its own.</summary>
    public static bool AreOfClasses(NetworkLayout layout) => layout.Loss.IsOfClasses();

    /// <exception cref="ArgumentException">The network's outputs are no probabilities.</exception>
    public static void Require(NetworkLayout layout, string argument)
    {
        if (!AreMeant(layout))
        {
            throw new ArgumentException(
                $"{layout.Name} trains with {layout.Loss}, and what it gives is no probability; expected a network that trains with a cross-entropy.",
                argument);
        }
    }

    /// <summary>Softmax or sigmoid of a row of logits.</summary>
    public static void FromLogits(ReadOnlySpan<float> logits, bool ofClasses, double scale, Span<double> probabilities)
    {
        if (!ofClasses)
        {
            for (int i = 0; i < logits.Length; i++)
            {
                probabilities[i] = 1 / (1 + PortableMath.Exp(-scale * logits[i]));
            }

            return;
        }

        double largest = double.NegativeInfinity;
        foreach (float logit in logits)
        {
            largest = Math.Max(largest, scale * logit);
        }

        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            probabilities[i] = PortableMath.Exp((scale * logits[i]) - largest);
            sum += probabilities[i];
        }

        for (int i = 0; i < logits.Length; i++)
        {
            probabilities[i] /= sum;
        }
    }

    /// <summary>
    /// The probabilities that a row of a predictor's outputs stands for: as they are, of logarithms, or of logits where the network ends in these.
    /// </summary>
    public static void FromOutputs(NetworkLayout layout, ReadOnlySpan<float> outputs, Span<double> probabilities)
    {
        string last = layout.Layers.Last(static layer => layer.Prediction != "gone").Kind.Split(' ')[0];
        switch (last)
        {
            case "Softmax" or "Sigmoid":
                for (int i = 0; i < outputs.Length; i++)
                {
                    probabilities[i] = outputs[i];
                }

                break;
            case "LogSoftmax":
                for (int i = 0; i < outputs.Length; i++)
                {
                    probabilities[i] = PortableMath.Exp(outputs[i]);
                }

                break;
            default:
                FromLogits(outputs, AreOfClasses(layout), 1, probabilities);
                break;
        }
    }
}
