namespace StaticNet.RandomTests.Interpreter;

/// <summary>A loss of a batch and its gradient. Cross-entropies take logits.</summary>
internal sealed class LossFunction(LossKind kind, double labelSmoothing = 0, double delta = 1)
{
    public LossKind Kind { get; } = kind;

    /// <summary>The mean loss; <paramref name="targets"/> are as the output, labels as zeros and ones.</summary>
    public double Evaluate(Batch output, double[] targets, Pass pass, out Batch gradient)
    {
        gradient = output.Like();
        double sum = 0;
        for (int row = 0; row < output.Rows; row++)
        {
            ReadOnlySpan<double> target = targets.AsSpan(row * output.Columns, output.Columns);
            sum += Kind == LossKind.CrossEntropy
                ? CrossEntropy(output.Row(row), target, gradient.Row(row), pass)
                : Elementwise(output.Row(row), target, gradient.Row(row), pass);
        }

        double count = Kind == LossKind.CrossEntropy ? output.Rows : output.Values.Length;
        for (int i = 0; i < gradient.Values.Length; i++)
        {
            gradient.Values[i] /= count;
        }

        return pass.Rounding.Apply(sum / count, Math.Abs(sum / count));
    }

    private double CrossEntropy(ReadOnlySpan<double> logits, ReadOnlySpan<double> targets, Span<double> gradient, Pass pass)
    {
        double logSum = SoftmaxLayer.LogSumExp(logits);
        double loss = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            double target = ((1 - labelSmoothing) * targets[i]) + (labelSmoothing / logits.Length);
            double logarithm = logits[i] - logSum;
            double probability = Math.Exp(logarithm);
            loss -= pass.Rounding.Apply(target * logarithm, target * (1 + Math.Abs(logarithm) + Math.Log(logits.Length)));
            gradient[i] = pass.Rounding.Apply(probability - target, (probability * (1 + Math.Abs(logarithm))) + target);
        }

        return loss;
    }

    private double Elementwise(ReadOnlySpan<double> output, ReadOnlySpan<double> targets, Span<double> gradient, Pass pass)
    {
        double sum = 0;
        for (int i = 0; i < output.Length; i++)
        {
            (double loss, double slope, double scale) = Kind == LossKind.BinaryCrossEntropy
                ? BinaryCrossEntropy(output[i], ((1 - labelSmoothing) * targets[i]) + (labelSmoothing / 2))
                : Difference(output[i] - targets[i]);
            sum += pass.Rounding.Apply(loss, Math.Abs(loss));
            gradient[i] = pass.Rounding.Apply(slope, scale);
        }

        return sum;
    }

    private static (double Loss, double Slope, double Scale) BinaryCrossEntropy(double logit, double target)
    {
        double decay = Math.Exp(-Math.Abs(logit));
        double probability = logit >= 0 ? 1 / (1 + decay) : decay / (1 + decay);
        return (Math.Max(logit, 0) - (target * logit) + Math.Log(1 + decay), probability - target, probability + target);
    }

    private (double Loss, double Slope, double Scale) Difference(double difference) => Kind switch
    {
        LossKind.MeanSquaredError => (difference * difference, 2 * difference, 2 * Math.Abs(difference)),
        LossKind.MeanAbsoluteError => (Math.Abs(difference), Math.Sign(difference), 0),
        _ when Math.Abs(difference) <= delta => (difference * difference / 2, difference, Math.Abs(difference)),
        _ => (delta * (Math.Abs(difference) - (delta / 2)), delta * Math.Sign(difference), 0),
    };
}
