namespace StaticNet.Kernels;

/// <summary>What <see cref="ClippedCrossEntropy"/> computes, row-major and in double.</summary>
internal static class ClippedCrossEntropyReference
{
    private const double Epsilon = 1e-7;

    /// <summary>The mean over rows of <c>−Σ ((1 − α)·target + α/K)·ln clip(softmax)</c>.</summary>
    public static double Mean(ReadOnlySpan<double> logits, ReadOnlySpan<float> targets, int rows, int classes, double labelSmoothing)
    {
        double loss = 0;
        for (int row = 0; row < rows; row++)
        {
            double[] probabilities = Softmax(logits.Slice(row * classes, classes));
            for (int column = 0; column < classes; column++)
            {
                double target = ((1 - labelSmoothing) * targets[(row * classes) + column]) + (labelSmoothing / classes);
                loss -= target * Math.Log(Math.Clamp(probabilities[column], Epsilon, 1 - Epsilon));
            }
        }

        return loss / rows;
    }

    /// <summary>Its gradient, <c>Σₖ targetₖ·[k is not clipped]·(pⱼ − δⱼₖ)/rows</c>.</summary>
    public static double[] Gradient(ReadOnlySpan<double> logits, ReadOnlySpan<float> targets, int rows, int classes, double labelSmoothing)
    {
        double[] gradient = new double[logits.Length];
        for (int row = 0; row < rows; row++)
        {
            double[] probabilities = Softmax(logits.Slice(row * classes, classes));
            for (int k = 0; k < classes; k++)
            {
                if (probabilities[k] is < Epsilon or > 1 - Epsilon)
                {
                    continue;
                }

                double target = ((1 - labelSmoothing) * targets[(row * classes) + k]) + (labelSmoothing / classes);
                for (int j = 0; j < classes; j++)
                {
                    gradient[(row * classes) + j] += target * (probabilities[j] - (j == k ? 1 : 0)) / rows;
                }
            }
        }

        return gradient;
    }

    private static double[] Softmax(ReadOnlySpan<double> logits)
    {
        double[] probabilities = logits.ToArray();
        double maximum = probabilities.Max();
        double sum = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            probabilities[i] = Math.Exp(probabilities[i] - maximum);
            sum += probabilities[i];
        }

        return Array.ConvertAll(probabilities, value => value / sum);
    }
}
