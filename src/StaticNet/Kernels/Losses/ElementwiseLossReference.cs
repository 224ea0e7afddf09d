namespace StaticNet.Kernels;

/// <summary>The element-wise losses as the textbook has them, row-major and in double.</summary>
internal static class ElementwiseLossReference
{
    public static double SquaredError(double output, double target) => (output - target) * (output - target);

    public static double AbsoluteError(double output, double target) => Math.Abs(output - target);

    public static double Huber(double output, double target, double delta)
    {
        double distance = Math.Abs(output - target);
        return distance <= delta ? 0.5 * distance * distance : delta * (distance - (delta / 2));
    }

    public static double BinaryCrossEntropy(double logit, double target, double labelSmoothing) =>
        VectorMathReference.Softplus(logit) - ((((1 - labelSmoothing) * target) + (labelSmoothing / 2)) * logit);

    /// <summary>The mean of <paramref name="loss"/> over all elements.</summary>
    public static double Mean(Func<double, double, double> loss, ReadOnlySpan<double> outputs, ReadOnlySpan<float> targets)
    {
        double sum = 0;
        for (int i = 0; i < outputs.Length; i++)
        {
            sum += loss(outputs[i], targets[i]);
        }

        return sum / outputs.Length;
    }
}
