namespace StaticNet.Kernels;

/// <summary>What <see cref="SoftmaxCrossEntropy"/> computes, row-major and in double.</summary>
internal static class SoftmaxCrossEntropyReference
{
    /// <summary>The mean over rows of <c>−Σ ((1 − α)·target + α/K)·ln softmax</c>.</summary>
    public static double Mean(
        ReadOnlySpan<double> logits, ReadOnlySpan<float> targets, int rows, int classes, double labelSmoothing)
    {
        double loss = 0;
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<double> line = logits.Slice(row * classes, classes);
            double maximum = double.NegativeInfinity;
            foreach (double logit in line)
            {
                maximum = Math.Max(maximum, logit);
            }

            double sum = 0;
            foreach (double logit in line)
            {
                sum += Math.Exp(logit - maximum);
            }

            for (int column = 0; column < classes; column++)
            {
                double target = ((1 - labelSmoothing) * targets[(row * classes) + column]) + (labelSmoothing / classes);
                loss -= target * (line[column] - maximum - Math.Log(sum));
            }
        }

        return loss / rows;
    }
}
